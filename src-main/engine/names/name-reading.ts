import type { NameReading } from '../../indexing/index.ts';
import { namesVersion } from '../../suggestions/index.ts';
import type { NameReader } from './name-reader.ts';

/** Names as indexing reads them: where that fails, sounds are stored without, and read later. */
export function nameReading(reader: NameReader, onFault: (error: unknown) => void): NameReading {
  return {
    version: namesVersion,
    meet: (library, paths) => reader.meet(library, paths).catch(onFault),
    read: async (library, relativePath, fields) => {
      try {
        const [names] = await reader.read(library, [{ relativePath, fields }]);
        return names ?? null;
      } catch (error) {
        onFault(error);
        return null;
      }
    },
  };
}

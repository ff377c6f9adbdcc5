import { openCatalogue } from '../index.ts';
import { editor, listened, modelVersion, pathName, payload } from './fixtures.ts';

// A process that stores and labels until it is killed, and says which labels it was told are safe.

const catalogue = await openCatalogue(process.argv[2] ?? '');
const library = await catalogue.addLibrary({ name: 'All', root: pathName('/all') });
await catalogue.registerModelVersion({ id: modelVersion, name: 'Test', lineage: {}, embeddingMean: null });
for (let n = 1; ; n += 20) {
  const stored = await catalogue.storeListened(
    Array.from({ length: 20 }, (_, i) => listened(library, `${n + i}.wav`, payload(n + i))),
  );
  const { soundId } = stored[0] ?? {};
  if (soundId === undefined) continue;
  const decision = { category: 'DOORS', catId: null };
  await catalogue.label([{ soundId, region: null, decision, source: 'human' }], editor);
  process.send?.(soundId);
}

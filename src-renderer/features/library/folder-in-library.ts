import type { LibraryRecord } from '../../../src-shared/contract/libraries.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { folderOfPath } from '../../components/index.ts';

/** Where a sound lies, from its library on: `Game audio/doors/wood`. The whole folder where its library isn't known. */
export function folderInLibrary(
  libraries: readonly Pick<LibraryRecord, 'name' | 'path'>[] | null,
  { path, library }: Pick<SoundRecord, 'path' | 'library'>,
): string {
  const folder = folderOfPath(path);
  const root = libraries?.find(({ name, path: own }) => name === library && isWithin(folder, own));
  return root === undefined ? folder : library + folder.slice(withoutEnd(root.path).length);
}

const withoutEnd = (root: string): string => root.replace(/[\\/]$/u, '');

function isWithin(folder: string, root: string): boolean {
  const start = withoutEnd(root);
  return folder === start || (folder.startsWith(start) && /^[\\/]/u.test(folder.slice(start.length)));
}

import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { LibraryRecord } from '../../../src-shared/contract/libraries.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { nameOfPath, withinWords } from '../../components/index.ts';

type Libraries = readonly LibraryRecord[] | null;

/** The library of a sound whose folder can't be reached now; `undefined` where it can. */
export const awayLibraryOf = (libraries: Libraries, { path }: Pick<SoundRecord, 'path'>): LibraryRecord | undefined =>
  libraries?.find(
    ({ connected, path: root }) => !connected && path.startsWith(root) && /^[\\/]/u.test(path.slice(root.length)),
  );

/** Why a sound's file can't be had now, and what leads on; `null` where it should be there. */
export function absenceOf(libraries: Libraries, sound: Pick<SoundRecord, 'path' | 'status'>): Failure | null {
  const away = awayLibraryOf(libraries, sound);
  if (away !== undefined)
    return {
      code: 'library-away',
      message: `The folder of ${withinWords(away.name)} is not there now.`,
      nextStep:
        'Connect its drive, or add the folder where it lies now. Labels are kept, and can be changed meanwhile.',
    };
  if (sound.status !== 'missing') return null;
  return {
    code: 'missing',
    message: `${withinWords(nameOfPath(sound.path))} is not where it was.`,
    nextStep: 'Index its folder again, or the one it lies in now. Its labels are kept.',
  };
}

/** Everything that can be wrong with a file, in plain words. */
import { type Failure, SonothequeError } from '../../src-shared/contract/failures.ts';

const fail = (code: string, message: string, nextStep: string | null, cause?: unknown): SonothequeError => {
  const failure: Failure = { code, message, nextStep };
  return new SonothequeError(failure, cause === undefined ? undefined : { cause });
};

const COPY_AGAIN = 'Copy it again from where it came from, or restore it from a backup.';

export const emptyFile = () => fail('empty-file', 'The file is empty.', COPY_AGAIN);
export const missingFile = (cause: unknown) =>
  fail('missing-file', 'The file is no longer there.', 'Check whether it was moved or its drive is offline.', cause);
export const noPermission = (cause: unknown) =>
  fail('no-permission', 'The file may not be read.', 'Give yourself the right to read it.', cause);
export const unreadable = (cause: unknown) =>
  fail('unreadable', 'The drive could not read the file.', 'Check the drive and its connection.', cause);
export const notAFile = (what: string) =>
  what === 'a folder'
    ? fail('not-a-file', 'This is a folder, not a file.', 'Name the sounds in it, or index the folder.')
    : fail('not-a-file', `This is not a file but ${what}.`, 'Leave it out of the library.');
export const notAudio = (what: string) =>
  fail('not-audio', `This is not audio: ${what}.`, 'Give it the right extension, or leave it out of the library.');
export const noAudioStream = () =>
  fail('no-audio-stream', 'There is no sound in this file.', 'Leave it out of the library.');
export const unsupportedCodec = (codec: string) =>
  fail('unsupported-codec', `Sound coded as ${codec} can't be decoded.`, 'Convert it to WAV or FLAC.');
export const impossibleFormat = (what: string) =>
  fail('impossible-format', `The header can't be right: it says ${what}.`, COPY_AGAIN);
export const brokenHeader = (what: string) =>
  fail('damaged', `This begins like ${what}, but the rest of its header is missing or wrong.`, COPY_AGAIN);
export const noSamples = () => fail('no-samples', 'The file has a header but no sound.', COPY_AGAIN);
export const damaged = () => fail('damaged', 'Nothing in this file could be decoded.', COPY_AGAIN);

import { type Failure, SonothequeError } from '../../src-shared/contract/failures.ts';

const SYSTEM_FAILURES: { readonly [code: string]: Failure } = {
  ENOENT: {
    code: 'missing-file',
    message: 'There is no such file.',
    nextStep: 'Check the spelling, and that its drive is connected.',
  },
  ENOTDIR: {
    code: 'missing-file',
    message: 'There is no such file: a part of its path is not a folder.',
    nextStep: 'Check the spelling.',
  },
  EISDIR: { code: 'not-a-file', message: 'This is a folder, not a file.', nextStep: 'Name the files in it.' },
  EACCES: {
    code: 'no-permission',
    message: 'There is no permission for this file.',
    nextStep: 'Give yourself the right to it, then try again.',
  },
  ENOSPC: { code: 'disk-full', message: 'The disk is full.', nextStep: 'Free some space, then try again.' },
  EROFS: { code: 'read-only', message: 'The disk can only be read.', nextStep: 'Name a place on another disk.' },
  EEXIST: {
    code: 'in-the-way',
    message: 'A file is in the way of a folder that has to be made.',
    nextStep: 'Name another place, or move that file.',
  },
  ENAMETOOLONG: { code: 'name-too-long', message: 'The name is too long for this disk.', nextStep: 'Shorten it.' },
  EIO: {
    code: 'read-error',
    message: 'The drive could not read this file.',
    nextStep: 'Check the drive and its cable, then try again.',
  },
};

/** Any thrown value as a row's reason: expected failures as they are, the system's in words, surprises by their first line. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof SonothequeError) return error.failure;
  const systemCode = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = SYSTEM_FAILURES[systemCode === 'EPERM' ? 'EACCES' : systemCode];
  if (known) return known;
  const text = error instanceof Error ? error.message : String(error);
  return {
    code: 'unexpected',
    message: `Something unexpected happened: ${text.split('\n')[0]?.slice(0, 200) ?? 'no details'}.`,
    nextStep: 'Try again; if it stays, report the file and this text.',
  };
}

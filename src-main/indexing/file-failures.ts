/** What the system says of a file or folder, in a row's words. */
import type { BigIntStats } from 'node:fs';
import { type Failure, SonothequeError } from '../../src-shared/contract/failures.ts';
import { describeFailure, EncoderUnavailableError } from './listening/index.ts';

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Not about the file in hand: the catalogue can't be written, or nothing here can run the encoder. */
export function endsTheJob(error: unknown): boolean {
  if (error instanceof EncoderUnavailableError) return true;
  return error instanceof SonothequeError && error.failure.code.startsWith('catalogue-');
}

/**
 * Failures that say nothing about a file's content: such a file is listened to again by the next index, even where it
 * has not changed. Failures of the encoder and surprises belong to them too.
 */
const PASSING = new Set([
  ...['vanished', 'missing-file', 'changing', 'no-permission', 'unreadable', 'read-error', 'too-many-files'],
  ...['decoder-not-ready', 'closed', 'stopped', 'disk-full', 'unexpected'],
]);

export function mayPass({ code }: Failure): boolean {
  return PASSING.has(code) || code.startsWith('encoder-');
}

export const vanishedFailure: Failure = {
  code: 'vanished',
  message: 'The file went away while it was being read.',
  nextStep: 'Index again when it is back.',
};

export const changingFailure: Failure = {
  code: 'changing',
  message: 'The file was being written to each time it was listened to.',
  nextStep: 'Index again when whatever writes it has finished.',
};

/** The folder of a library disappeared at work: nothing is said of the files that were still to be heard. */
export const libraryWentAwayFailure: Failure = {
  code: 'library-went-away',
  message: 'The folder of this library went away while it was being indexed; what was heard is kept, the rest waits.',
  nextStep: 'Connect its drive again, then index again.',
};

/** A file that was there a moment ago could not be read or listened to. */
export function readFailure(error: unknown): Failure {
  return codeOf(error) === 'ENOENT' ? vanishedFailure : describeFailure(error);
}

/** A name in a folder whose file could not be looked at. */
export function unreachableFailure(error: unknown): Failure {
  switch (codeOf(error)) {
    case 'ENOENT':
      return {
        code: 'dangling-link',
        message: 'This link points to a file that is not there.',
        nextStep: 'Bring the file or its drive back, or remove the link.',
      };
    case 'ELOOP':
      return { code: 'link-loop', message: 'This link points to itself.', nextStep: 'Remove the link.' };
    case 'ENAMETOOLONG':
      return pathTooLong;
    default:
      return describeFailure(error);
  }
}

const pathTooLong: Failure = {
  code: 'path-too-long',
  message: 'This lies so deep in folders that the system can not reach it by its path.',
  nextStep: 'Move it up, or shorten the names of the folders around it.',
};

/** Something with a sound's name that is no ordinary file. */
export function notAFileFailure(facts: BigIntStats): Failure {
  const what = facts.isFIFO()
    ? 'a pipe'
    : facts.isSocket()
      ? 'a socket'
      : facts.isDirectory()
        ? 'a folder'
        : 'a device';
  return {
    code: 'not-a-file',
    message: `This is ${what}, not a file; it was not opened.`,
    nextStep: 'Remove it from the library if it is there by mistake.',
  };
}

/** A folder that could not be read: what lies below is unknown, not gone. */
export function unreadableFolderFailure(error: unknown): Failure {
  const code = codeOf(error);
  if (code === 'ENAMETOOLONG') return pathTooLong;
  return code === 'EACCES' || code === 'EPERM'
    ? {
        code: 'no-permission',
        message: 'There is no permission to look into this folder; what lies in it was left as it was.',
        nextStep: 'Give yourself the right to read it, then index again.',
      }
    : {
        code: 'unreadable-folder',
        message: `This folder could not be read (${code || 'unknown reason'}); what lies in it was left as it was.`,
        nextStep: 'Check the drive, then index again.',
      };
}

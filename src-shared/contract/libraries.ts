import { type } from '@orpc/contract';
import { z } from 'zod';
import type { LibraryId } from './identifiers.ts';
import { libraryIdInput, pathInput } from './inputs.ts';
import { type IndexJob, jobPriorities } from './jobs.ts';
import { command, repeatable } from './procedure.ts';

/**
 * Whether changes in a library's folder are noticed by themselves. `network-drive`, `too-many-folders` and `not-possible`:
 * it is looked through when the application opens and when a person comes back to its window. `away`: it is waited for.
 */
export type LibraryWatching = 'watched' | 'off' | 'away' | 'network-drive' | 'too-many-folders' | 'not-possible';

/** A root folder of sounds. */
export type LibraryRecord = {
  readonly id: LibraryId;
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly sounds: number;
  readonly failed: number;
  readonly missing: number;
  /** `false`: its folder can't be reached now; its sounds and labels wait. */
  readonly connected: boolean;
  readonly watching: LibraryWatching;
  /** `null` before the first finished index. */
  readonly lastIndexedAt: Date | null;
};

export const libraries = {
  list: repeatable.output(type<readonly LibraryRecord[]>()),
  /** Where the CC0 sounds lie that come along. */
  starter: repeatable.output(type<{ readonly path: string }>()),
  /**
   * Starts a job that brings the catalogue up to what lies in the folders. One that waits for the same folders already
   * is answered instead of a second.
   */
  index: repeatable
    .input(
      z.object({ folders: z.array(pathInput).min(1).max(1_000), priority: z.enum(jobPriorities).default('normal') }),
    )
    .output(type<IndexJob>()),
  /** A person is back: libraries that can't be watched are looked through again, each once in some minutes. */
  lookAgain: repeatable.output(type<{ readonly libraries: number }>()),
  /** Forgets a library; labels of its sounds are kept and come back with it. No file is touched. */
  remove: command.input(z.object({ id: libraryIdInput })).output(type<{ readonly sounds: number }>()),
};

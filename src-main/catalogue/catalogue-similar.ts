import type { Database } from 'better-sqlite3';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import { openForReading } from './database/open.ts';
import type { FoundGroup } from './duplicate-types.ts';
import { type FindState, findDuplicates } from './duplicates/find.ts';
import { createLearningReader } from './reading/learning.ts';
import type { SurveyedSounds } from './reading/review.ts';
import { createSignIndex, createSimilaritySearch, type SignIndex, type SimilarSearch } from './reading/similar.ts';
import { createSoundMeansReader } from './reading/sound-means.ts';
import { createNamesReader } from './reading/sound-names.ts';
import { createTrainingReader } from './reading/training.ts';
import { createVersionReader } from './reading/versions.ts';
import { surveySounds } from './survey/survey.ts';
import type { Commands } from './threads/protocol.ts';
import { serve } from './threads/serve.ts';
import type { SimilarSound, SoundSurvey } from './types.ts';

// The thread that compares sounds: a read-only handle and sign bits in memory. It is the reader's neighbour because a
// scan of everything takes longer than a page of a table may wait.

/** Longer, and a search for similar sounds would wait noticeably. */
const stepMilliseconds = 20;

/** How far a search for duplicates has come, or what it found. */
type DuplicatesStep =
  | { readonly state: FindState; readonly groups: null }
  | { readonly state: null; readonly groups: readonly FoundGroup[] };

let opened: Database | undefined;

function composeCommands(db: Database, ended: Int32Array) {
  const indexOf = createSignIndex(db);
  const search = createSimilaritySearch(db, indexOf);
  const indexNow = db.transaction(() => indexOf(null)) as () => SignIndex | null;
  let finding: ReturnType<typeof findDuplicates> | undefined;
  const surveys = new Map<number, ReturnType<typeof surveySounds>>();
  return {
    ...createLearningReader(db),
    ...createNamesReader(db),
    ...createSoundMeansReader(db),
    ...createTrainingReader(db),
    ...createVersionReader(db),
    /** Reads what a search needs into memory; the first search would wait for it. */
    prepare: (): void => {
      indexNow();
    },
    /** @param place of `ended` that says when nobody wants the answer any more */
    similar: (request: SimilarSearch, place: number): SimilarSound[] =>
      search(request, () => {
        if (Atomics.load(ended, place) !== 0) throw searchEnded();
      }),
    /** Begins to look for duplicates, and forgets a search under way. @param soundIds `null`: all */
    beginDuplicates: (soundIds: Uint32Array | null): void => {
      const index = indexNow();
      finding = index === null ? undefined : findDuplicates(db, index, index.model.rowId, soundIds);
    },
    /** @param number names the survey for its steps */
    beginSurvey: (number: number, sounds: SurveyedSounds, duplicates: readonly (readonly number[])[]): void => {
      surveys.set(number, surveySounds(sounds, duplicates, indexNow()));
    },
    /** Goes on for some milliseconds; `null`: it is not through yet. */
    surveyStep: (number: number): SoundSurvey | null => {
      const until = performance.now() + stepMilliseconds;
      for (;;) {
        const step = surveys.get(number)?.next();
        if (step === undefined) throw searchEnded();
        if (step.done) {
          surveys.delete(number);
          return step.value;
        }
        if (performance.now() >= until) return null;
      }
    },
    dropSurvey: (number: number): void => void surveys.delete(number),
    /** Goes on for some milliseconds. */
    duplicatesStep: (): DuplicatesStep => {
      const until = performance.now() + stepMilliseconds;
      for (;;) {
        const step = finding?.next();
        if (step === undefined || step.done) {
          finding = undefined;
          return { state: null, groups: step?.value ?? [] };
        }
        if (performance.now() >= until) return { state: step.value, groups: null };
      }
    },
  };
}

const searchEnded = (): SonothequeError =>
  new SonothequeError({ code: 'search-ended', message: 'The search was ended.', nextStep: 'Search again.' });

const lifeCycle = {
  open: (path: string, ended: Int32Array): void => {
    opened = openForReading(path);
    // Reads are small and far apart: mapping the file would fetch the neighbourhood of each from the disk.
    opened.pragma('idx.mmap_size = 0');
    Object.assign(commands, composeCommands(opened, ended));
  },
  close: (): void => {
    opened?.close();
    opened = undefined;
  },
};

const commands: { [name: string]: Commands[string] } = { ...lifeCycle };
serve(commands);

/** What the thread that compares sounds answers. */
export type SimilarCommands = typeof lifeCycle & ReturnType<typeof composeCommands>;

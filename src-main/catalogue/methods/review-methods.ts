import { suggestionsOf } from '../../../src-shared/suggestions/index.ts';
import type { ReaderCommands } from '../catalogue-reader.ts';
import type { SimilarCommands } from '../catalogue-similar.ts';
import type { WriterCommands } from '../catalogue-writer.ts';
import type { Thread } from '../threads/thread.ts';
import type { CatalogueReview } from '../types.ts';
import { duplicateMethods } from './duplicate-methods.ts';

/** The part of a catalogue that reviewing needs. */
export function reviewMethods(
  write: Thread<WriterCommands>['call'],
  read: Thread<ReaderCommands>['call'],
  similarThread: () => Promise<Thread<SimilarCommands>>,
): CatalogueReview {
  const { duplicateGroups } = duplicateMethods(write, read, similarThread);
  let surveys = 0;
  return {
    reviewColumns: (resultSetId) => read('reviewColumns', resultSetId),
    suggestionLists: async (soundIds) =>
      (await read('suggestionLists', soundIds)).map((items) => (items === null ? [] : suggestionsOf(items))),
    surveySounds: async (resultSetId, signal) => {
      const [sounds, groups] = await Promise.all([
        read('surveyedSounds', resultSetId),
        duplicateGroups({ decided: true }),
      ]);
      const duplicates = groups.map(({ representative, members }) => [
        representative as number,
        ...members.map(({ soundId }) => soundId as number),
      ]);
      const { call } = await similarThread();
      surveys += 1;
      const number = surveys;
      await call('beginSurvey', number, sounds, duplicates);
      try {
        for (;;) {
          signal?.throwIfAborted();
          const survey = await call('surveyStep', number);
          if (survey !== null) return survey;
        }
      } finally {
        if (signal?.aborted === true) await call('dropSurvey', number);
      }
    },
    noteAudit: (audit, origin, id) => write('noteAudit', audit, origin, id),
    audits: () => read('audits'),
  };
}

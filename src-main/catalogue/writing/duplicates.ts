import type { FoundGroup } from '../duplicate-types.ts';
import type { WriteSession } from './session.ts';

/** Rows that one command deletes. */
const rowsPerPart = 1000;

/** Commands that store which sounds are the same recording. They take no revision: readers keep none of it in memory. */
export function createDuplicateCommands({ db }: Pick<WriteSession, 'db'>) {
  const clear = db.prepare(
    `DELETE FROM idx.duplicate_members WHERE sound_id IN (SELECT sound_id FROM idx.duplicate_members LIMIT ${rowsPerPart})`,
  );
  const dropGroupOf = db.prepare(
    'DELETE FROM idx.duplicate_members WHERE group_id IN (SELECT group_id FROM idx.duplicate_members WHERE sound_id = ?)',
  );
  const add = db.prepare(
    `INSERT INTO idx.duplicate_members (sound_id, group_id, payload_id, differences, confidence) VALUES (?, ?, ?, ?, ?)`,
  );
  return {
    /** Whether none are left. */
    clearDuplicatesPart: (): boolean => clear.run().changes < rowsPerPart,
    /** Each group takes the place of those that its sounds were in. */
    storeDuplicates: db.transaction((groups: readonly FoundGroup[]): void => {
      for (const group of groups) {
        for (const { soundId } of group) dropGroupOf.run(soundId);
        const groupId = group[0]?.soundId;
        for (const { soundId, payloadId, differences, confidence } of group) {
          add.run(soundId, groupId, payloadId, JSON.stringify(differences), confidence);
        }
      }
    }) as (groups: readonly FoundGroup[]) => void,
  };
}

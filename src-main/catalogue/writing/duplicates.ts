import type { PayloadHash } from '../../../src-shared/contract/identifiers.ts';
import type { DuplicateDecision, FoundGroup } from '../duplicate-types.ts';
import type { WriteSession } from './session.ts';

/** Rows that one command deletes. */
const rowsPerPart = 1000;

/** Commands that store which sounds are the same recording, and what people say to that. They take no revision: readers keep none of it in memory. */
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
  const review = db.prepare(
    `INSERT INTO duplicate_reviews (first_hash, second_hash, decision, author, decided_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET decision = excluded.decision, author = excluded.author, decided_at = excluded.decided_at`,
  );
  const forget = db.prepare('DELETE FROM duplicate_reviews WHERE first_hash = ? AND second_hash = ?');
  return {
    /** Decides about pairs of recordings; `null`: nothing is decided any more. */
    reviewPairs: db.transaction(
      (
        pairs: readonly (readonly [PayloadHash, PayloadHash])[],
        decision: DuplicateDecision | null,
        author: string,
      ): void => {
        const now = Date.now();
        for (const pair of pairs) {
          const [first, second] = pair.toSorted().map((hash) => Buffer.from(hash, 'hex'));
          if (decision === null) forget.run(first, second);
          else review.run(first, second, decision, author, now);
        }
      },
    ) as (
      pairs: readonly (readonly [PayloadHash, PayloadHash])[],
      decision: DuplicateDecision | null,
      author: string,
    ) => void,
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

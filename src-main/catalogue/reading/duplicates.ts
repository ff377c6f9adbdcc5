import type { Database } from 'better-sqlite3';
import type { PayloadHash, SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { DuplicateDecision, DuplicateDifference } from '../duplicate-types.ts';
import { inNoRemovedLibrary } from './libraries.ts';

/** A stored member whose sound is still there with the audio that was compared. */
export type MemberRow = {
  readonly groupId: number;
  readonly soundId: SoundId;
  readonly payloadHash: PayloadHash;
  readonly differences: readonly DuplicateDifference[];
  readonly confidence: number;
};

type Row = Omit<MemberRow, 'payloadHash' | 'differences'> & { readonly hash: Buffer; readonly differences: string };

/** What a person decided about two recordings. */
export type ReviewedPair = {
  readonly pair: readonly [PayloadHash, PayloadHash];
  readonly decision: DuplicateDecision;
};

type ReviewRow = { readonly first: Buffer; readonly second: Buffer; readonly decision: DuplicateDecision };

const hashOf = (bytes: Buffer): PayloadHash => bytes.toString('hex') as PayloadHash;

/** Reads which sounds are the same recording, group after group, surest first. */
export function createDuplicateReader(db: Database) {
  const members = db.prepare<[number | null], Row>(
    `SELECT m.group_id AS groupId, m.sound_id AS soundId, p.hash, m.differences, m.confidence
     FROM idx.duplicate_members m JOIN sounds s ON s.id = m.sound_id AND s.payload_id = m.payload_id
       JOIN payloads p ON p.id = m.payload_id
     WHERE m.group_id = coalesce(?, m.group_id) AND s.missing = 0 AND s.${inNoRemovedLibrary}
     ORDER BY m.group_id, m.confidence DESC, m.sound_id`,
  );
  const reviews = db.prepare<[], ReviewRow>(
    'SELECT first_hash AS first, second_hash AS second, decision FROM duplicate_reviews',
  );
  return {
    duplicateReviews: (): ReviewedPair[] =>
      reviews.all().map(({ first, second, decision }) => ({ pair: [hashOf(first), hashOf(second)], decision })),
    duplicateMembers: (groupId: number | null): MemberRow[] =>
      members.all(groupId).map(({ hash, differences, ...row }) => ({
        ...row,
        payloadHash: hashOf(hash),
        differences: JSON.parse(differences) as DuplicateDifference[],
      })),
  };
}

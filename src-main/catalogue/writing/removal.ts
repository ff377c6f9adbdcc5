import type { LibraryId, SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { FeatureStore } from './features.ts';
import type { NameStore } from './names.ts';
import { isKeptByPerson, type PersonalRows } from './personal-rows.ts';
import type { SearchIndex } from './search-index.ts';
import type { WriteSession } from './session.ts';
import type { SuggestionStore } from './suggestions.ts';
import type { VectorStore } from './vectors.ts';

/** Sounds that one command removes; the writer is held about 3 ms, and 30 when the log is folded in. */
const soundsPerPart = 50;

type Row = { readonly id: SoundId; readonly payloadId: number | null };

/** What the commands that remove libraries work with. */
export type RemovalParts = {
  readonly session: WriteSession;
  readonly personal: PersonalRows;
  readonly search: SearchIndex;
  readonly suggestions: SuggestionStore;
  readonly vectors: VectorStore;
  readonly features: FeatureStore;
  readonly names: NameStore;
};

/**
 * Commands that remove libraries. Hiding comes first and is the removal; taking the rows away follows in parts. A sound
 * for which a person made anything stays, missing, in its hidden library: what was said of it returns with the file.
 */
export function createRemovalCommands(parts: RemovalParts) {
  const { session, personal, search, suggestions, vectors, features, names } = parts;
  const { db, transact } = session;
  const hide = db.prepare('UPDATE libraries SET removed_at = ? WHERE id = ? AND removed_at IS NULL');
  const removed = db
    .prepare<[], LibraryId>('SELECT id FROM libraries WHERE removed_at IS NOT NULL ORDER BY id')
    .pluck();
  const isRemoved = db.prepare<[number], 1>('SELECT 1 FROM libraries WHERE id = ? AND removed_at IS NOT NULL').pluck();
  const next = db.prepare<[number, number], Row>(
    `SELECT id, payload_id AS payloadId FROM sounds WHERE library_id = ? AND id > ?
       AND (missing = 0 OR NOT (${isKeptByPerson}))
     ORDER BY id LIMIT ${soundsPerPart}`,
  );
  const keep = db.prepare('UPDATE sounds SET missing = 1, revision = ? WHERE id = ?');
  const drop = db.prepare('DELETE FROM sounds WHERE id = ?');
  const shared = db.prepare<[number], 1>('SELECT 1 FROM sounds WHERE payload_id = ? LIMIT 1').pluck();
  const dropPeaks = db.prepare('DELETE FROM idx.peaks WHERE payload_id = ?');
  const dropPayload = db.prepare('DELETE FROM payloads WHERE id = ?');
  const dropEmpty = db.prepare(
    'DELETE FROM libraries WHERE id = ? AND NOT EXISTS (SELECT 1 FROM sounds WHERE library_id = libraries.id)',
  );

  const dropSound = ({ id, payloadId }: Row): void => {
    search.remove(id);
    suggestions.drop(id);
    names.drop(id);
    drop.run(id);
    if (payloadId === null || shared.get(payloadId) === 1) return;
    vectors.drop(payloadId);
    features.drop(payloadId);
    dropPeaks.run(payloadId);
    dropPayload.run(payloadId);
  };

  return {
    hideLibrary: (id: LibraryId): void => {
      transact(() => hide.run(Date.now(), id), { everything: true });
    },
    removedLibraries: (): LibraryId[] => removed.all(),
    /** Takes the next rows of a hidden library away; gives the last id looked at, `null` when that was all. */
    removeSoundsPart: (libraryId: LibraryId, afterSoundId: number): number | null => {
      // It may have been added again meanwhile.
      if (isRemoved.get(libraryId) !== 1) return null;
      const rows = next.all(libraryId, afterSoundId);
      if (rows.length === 0) {
        dropEmpty.run(libraryId);
        return null;
      }
      transact(
        (revision) => {
          for (const row of rows) {
            if (personal.isKept(row.id)) keep.run(revision, row.id);
            else dropSound(row);
          }
        },
        { index: true },
      );
      return rows.at(-1)?.id ?? null;
    },
  };
}

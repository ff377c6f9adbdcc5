import type { LibraryId } from '../../../src-shared/contract/identifiers.ts';
import type { LabelBook } from './label-book.ts';
import type { NameStore } from './names.ts';
import type { PersonalRows } from './personal-rows.ts';
import type { SearchDocuments } from './search-documents.ts';
import type { SearchIndex } from './search-index.ts';
import type { SeenSounds } from './seen-sounds.ts';
import type { WriteSession } from './session.ts';

/** Finding out, after the fact, that a new row is an old sound at a new place. */
export type Replacement = {
  /**
   * A sound vanished. If a row with the same payload appeared since its library was last seen whole, and nobody has made
   * anything for that row, the file was moved: the old row takes the new one's place and keeps its id and labels.
   */
  readonly takePlaceOfSuccessor: (soundId: number, revision: number) => boolean;
  /** A present sound's content was replaced: what people made follows the old content if that appeared elsewhere. */
  readonly handToSuccessor: (soundId: number, oldPayloadId: number, revision: number) => void;
};

type Successor = { readonly id: number; readonly libraryId: LibraryId };

/** What finding moved sounds works with. */
export type ReplacementParts = {
  readonly session: Pick<WriteSession, 'db'>;
  readonly labels: LabelBook;
  readonly personal: PersonalRows;
  readonly search: SearchIndex;
  readonly documents: SearchDocuments;
  readonly names: NameStore;
  readonly seen: SeenSounds;
};

export function createReplacement(parts: ReplacementParts): Replacement {
  const { session, labels, personal, search, documents, names, seen } = parts;
  const { db } = session;
  const payloadOf = db.prepare<[number], number | null>('SELECT payload_id FROM sounds WHERE id = ?').pluck();
  const hashOf = db.prepare<[number], Buffer>('SELECT hash FROM payloads WHERE id = ?').pluck();
  const successors = db.prepare<[number, number, number], Successor>(
    `SELECT id, library_id AS libraryId FROM sounds
     WHERE payload_id = ? AND id <> ? AND missing = 0 AND failure_code IS NULL
       AND added_revision > (SELECT coalesce(l.last_scan_revision, 0) FROM sounds o JOIN libraries l ON l.id = o.library_id WHERE o.id = ?)
     ORDER BY id`,
  );
  // No relative path begins with a slash: the row keeps clear of the one that takes its path.
  const parkPath = db.prepare("UPDATE sounds SET path = CAST('/' || id AS BLOB) WHERE id = ?");
  const takeOver = db.prepare(
    `UPDATE sounds SET (library_id, path, display_path, missing, wants_listening, size_bytes, modified_ns, edges_hash, revision)
       = (SELECT n.library_id, @path, n.display_path, 0, n.wants_listening, n.size_bytes, n.modified_ns, n.edges_hash, @revision
          FROM sounds n WHERE n.id = @newId)
     WHERE id = @oldId`,
  );
  const pathOf = db.prepare<[number], Buffer>('SELECT path FROM sounds WHERE id = ?').pluck();
  const dropMetadata = db.prepare('DELETE FROM metadata WHERE sound_id = ?');
  const moveMetadata = db.prepare('UPDATE metadata SET sound_id = ? WHERE sound_id = ?');
  const dropSuggestions = ['suggestions', 'suggestion_lists'].map((table) =>
    db.prepare(`DELETE FROM idx.${table} WHERE sound_id = ?`),
  );
  const models = db.prepare<[], number>('SELECT id FROM model_versions').pluck();
  const moveSuggestions = ['suggestions', 'suggestion_lists'].map((table) =>
    db.prepare(`UPDATE OR REPLACE idx.${table} SET sound_id = ? WHERE model_id = ? AND sound_id = ?`),
  );
  const dropSound = db.prepare('DELETE FROM sounds WHERE id = ?');

  const successorOf = (soundId: number, payloadId: number): Successor | undefined =>
    successors.all(payloadId, soundId, soundId).find(({ id }) => !personal.isKept(id));

  return {
    takePlaceOfSuccessor: (oldId, revision) => {
      const payloadId = payloadOf.get(oldId);
      if (payloadId === undefined || payloadId === null) return false;
      const successor = successorOf(oldId, payloadId);
      if (successor === undefined) return false;
      const newId = successor.id;
      const path = pathOf.get(newId);
      parkPath.run(newId);
      takeOver.run({ path, revision, newId, oldId });
      dropMetadata.run(oldId);
      moveMetadata.run(oldId, newId);
      for (const modelId of models.all()) for (const move of moveSuggestions) move.run(oldId, modelId, newId);
      for (const drop of dropSuggestions) drop.run(newId);
      search.move(newId, oldId);
      names.move(newId, oldId);
      documents.refreshEdited(oldId);
      personal.mergePlays(newId, oldId);
      dropSound.run(newId);
      seen.markStored(successor.libraryId, oldId);
      return true;
    },
    handToSuccessor: (soundId, oldPayloadId, revision) => {
      if (!personal.isKept(soundId)) return;
      const hash = hashOf.get(oldPayloadId);
      const successor = successorOf(soundId, oldPayloadId);
      if (hash === undefined || successor === undefined) {
        labels.refold([soundId], revision);
        return;
      }
      labels.hand(soundId, successor.id, hash, revision);
      personal.hand(soundId, successor.id, revision);
    },
  };
}

import type { Database } from 'better-sqlite3';
import { batchLimit } from '../types.ts';
import { createLabelBook } from '../writing/label-book.ts';
import { personalTables } from '../writing/personal-rows.ts';

/** Sounds that people made something for, and that are lost. */
const lostSounds = ['label_events', ...personalTables]
  .map((table) => `SELECT sound_id FROM ${table} WHERE sound_id NOT IN (SELECT id FROM sounds)`)
  .join(' UNION ');

/**
 * Makes rows refer to rows that are there, losing nothing that a person said: what is about a sound that is lost gets a
 * sound that is missing, in a library nobody sees, with the content that its labels were about. When a file with that content is
 * listened to again, it takes that sound's place.
 */
export function mendReferences(db: Database): void {
  db.exec(`
    INSERT OR IGNORE INTO libraries (id, name, root, root_display, added_at, removed_at)
      SELECT DISTINCT library_id, 'Recovered ' || library_id, CAST('recovered' || x'00' || library_id AS BLOB),
        'Recovered ' || library_id, 0, NULL FROM sounds WHERE library_id NOT IN (SELECT id FROM libraries);

    -- The content of a sound, where only its labels still tell it.
    INSERT OR IGNORE INTO payloads (hash)
      SELECT DISTINCT payload_hash FROM label_events WHERE payload_hash IS NOT NULL;
    UPDATE sounds SET wants_listening = 1,
      payload_id = (SELECT p.id FROM label_events e JOIN payloads p ON p.hash = e.payload_hash
        WHERE e.sound_id = sounds.id ORDER BY e.id DESC LIMIT 1)
      WHERE payload_id IS NOT NULL AND payload_id NOT IN (SELECT id FROM payloads);

    INSERT INTO libraries (name, root, root_display, added_at, removed_at)
      SELECT 'Recovered labels', CAST('recovered labels' || x'00' AS BLOB), 'Recovered labels', 0, 0
      WHERE EXISTS (${lostSounds});
    INSERT INTO sounds (id, library_id, path, missing, wants_listening, size_bytes, modified_ns, edges_hash, payload_id,
        added_at, added_revision, revision)
      SELECT l.sound_id, (SELECT id FROM libraries WHERE root = CAST('recovered labels' || x'00' AS BLOB)),
        CAST('/' || l.sound_id AS BLOB), 1, 1, 0, 0, x'',
        (SELECT p.id FROM label_events e JOIN payloads p ON p.hash = e.payload_hash
          WHERE e.sound_id = l.sound_id ORDER BY e.id DESC LIMIT 1), 0, 0, 0
      FROM (${lostSounds}) l;

    DELETE FROM metadata WHERE sound_id NOT IN (SELECT id FROM sounds);
    DELETE FROM job_files WHERE job_id NOT IN (SELECT id FROM jobs);
    DELETE FROM plays WHERE sound_id NOT IN (SELECT id FROM sounds);
    DELETE FROM play_counts WHERE sound_id NOT IN (SELECT id FROM sounds);
    -- A collection whose name is lost is still a collection.
    INSERT INTO collections (id, name, colour, position, created_at)
      SELECT DISTINCT collection_id, 'Recovered', '', 'V00000', 0 FROM collection_members
      WHERE collection_id NOT IN (SELECT id FROM collections);
    -- Entries that lost a part of what they did would take back the rest only.
    DELETE FROM history_changes WHERE entry NOT IN (SELECT number FROM history);
    UPDATE history SET state = 'abandoned' WHERE state IN ('done', 'undone')
      AND changes <> (SELECT count(*) FROM history_changes c WHERE c.entry = history.number);
    DELETE FROM history_steps WHERE entry NOT IN (SELECT number FROM history);
  `);
  // An undo of an event that is lost has nothing left to take back; nor has the undo of that.
  const dropOrphans = db.prepare('DELETE FROM label_events WHERE undone_event_id NOT IN (SELECT id FROM label_events)');
  while (dropOrphans.run().changes > 0);
}

/** Makes the current labels of all sounds from their events. */
export function refoldEverything(db: Database): void {
  const revision = Number(db.prepare('SELECT revision FROM catalogue_state').pluck().get());
  const book = createLabelBook({ db });
  db.exec('DELETE FROM current_labels');
  const labelled = db.prepare<[], number>('SELECT DISTINCT sound_id FROM label_events').pluck().all();
  for (let at = 0; at < labelled.length; at += batchLimit) book.refold(labelled.slice(at, at + batchLimit), revision);
}

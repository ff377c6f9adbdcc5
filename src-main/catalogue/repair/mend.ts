import type { Database } from 'better-sqlite3';
import { createLabelBook } from '../writing/label-book.ts';

/**
 * Makes rows refer to rows that are there, losing nothing that a person said: a label event whose sound is lost gets a
 * sound that is missing, in a library nobody sees, with the content it was about. When a file with that content is
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
      WHERE EXISTS (SELECT 1 FROM label_events WHERE sound_id NOT IN (SELECT id FROM sounds));
    INSERT INTO sounds (id, library_id, path, missing, wants_listening, size_bytes, modified_ns, edges_hash, payload_id,
        added_at, added_revision, revision)
      SELECT e.sound_id, (SELECT id FROM libraries WHERE root = CAST('recovered labels' || x'00' AS BLOB)),
        CAST('/' || e.sound_id AS BLOB), 1, 1, 0, 0, x'', p.id, 0, 0, 0
      FROM (SELECT sound_id, max(id) AS id FROM label_events WHERE sound_id NOT IN (SELECT id FROM sounds) GROUP BY sound_id) l
        JOIN label_events e ON e.id = l.id LEFT JOIN payloads p ON p.hash = e.payload_hash;

    DELETE FROM metadata WHERE sound_id NOT IN (SELECT id FROM sounds);
    DELETE FROM job_files WHERE job_id NOT IN (SELECT id FROM jobs);
    -- An undo of an event that is lost has nothing left to take back.
    DELETE FROM label_events WHERE undone_event_id NOT IN (SELECT id FROM label_events);
  `);
}

/** Makes the current labels of all sounds from their events. */
export function refoldEverything(db: Database): void {
  const revision = Number(db.prepare('SELECT revision FROM catalogue_state').pluck().get());
  const book = createLabelBook({ db });
  db.exec('DELETE FROM current_labels');
  const labelled = db.prepare<[], number>('SELECT DISTINCT sound_id FROM label_events').pluck().all();
  for (const soundId of labelled) book.refold(soundId, revision);
}

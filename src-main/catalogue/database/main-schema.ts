import type { Migration } from './migrations.ts';
import { peoplesWork } from './peoples-work.ts';
import { reviewAudits } from './review-audits.ts';

/** Marks a file as a catalogue (`PRAGMA application_id`): "Sono". */
export const mainApplicationId = 0x536f6e6f;

/**
 * `NAME.sonotheque`: what people made and what sounds exist. Released migrations are never edited; a change is a new one.
 *
 * `revision` counts write transactions; a row carries the one that touched it last, so readers fetch only what changed.
 * `index_sequence` is the last transaction that also wrote the index file: an index file that knows an older one has
 * lost its tail (its commits are not synced), and the sounds since then are listened to again.
 */
export const mainMigrations: readonly Migration[] = [
  {
    version: 1,
    sql: `
      CREATE TABLE catalogue_state (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        token TEXT NOT NULL,
        revision INTEGER NOT NULL DEFAULT 0,
        reload_revision INTEGER NOT NULL DEFAULT 0,
        index_sequence INTEGER NOT NULL DEFAULT 0,
        active_model_id INTEGER REFERENCES model_versions (id)
      ) STRICT;

      CREATE TABLE libraries (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        root BLOB NOT NULL UNIQUE,
        root_display TEXT NOT NULL,
        added_at INTEGER NOT NULL,
        last_scan_at INTEGER,
        last_scan_revision INTEGER
      ) STRICT;

      CREATE TABLE payloads (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        hash BLOB NOT NULL UNIQUE
      ) STRICT;

      CREATE TABLE sounds (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        library_id INTEGER NOT NULL REFERENCES libraries (id),
        path BLOB NOT NULL,
        display_path TEXT,
        missing INTEGER NOT NULL DEFAULT 0,
        wants_listening INTEGER NOT NULL DEFAULT 0,
        size_bytes INTEGER NOT NULL,
        modified_ns INTEGER NOT NULL,
        edges_hash BLOB NOT NULL,
        payload_id INTEGER REFERENCES payloads (id),
        container TEXT,
        codec TEXT,
        sample_rate_hz REAL,
        bit_depth INTEGER,
        channels INTEGER,
        duration_seconds REAL,
        has_loudness INTEGER NOT NULL DEFAULT 0,
        sample_peak_dbfs REAL,
        integrated_lufs REAL,
        failure_code TEXT,
        failure_message TEXT,
        failure_next_step TEXT,
        added_at INTEGER NOT NULL,
        added_revision INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        UNIQUE (library_id, path)
      ) STRICT;
      CREATE INDEX sounds_by_payload ON sounds (payload_id);
      CREATE INDEX sounds_by_edges ON sounds (edges_hash);
      CREATE INDEX sounds_by_revision ON sounds (revision);

      CREATE TABLE metadata (
        sound_id INTEGER PRIMARY KEY REFERENCES sounds (id) ON DELETE CASCADE,
        fields TEXT NOT NULL,
        entries TEXT NOT NULL,
        warnings TEXT NOT NULL
      ) STRICT;

      CREATE TABLE label_events (
        id TEXT PRIMARY KEY,
        batch_id TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('set', 'clear', 'undo')),
        sound_id INTEGER NOT NULL REFERENCES sounds (id),
        payload_hash BLOB,
        region_start_seconds REAL,
        region_end_seconds REAL,
        category TEXT,
        cat_id TEXT,
        source TEXT NOT NULL,
        author TEXT NOT NULL,
        device TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        undone_event_id TEXT REFERENCES label_events (id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX label_events_by_sound ON label_events (sound_id);
      CREATE INDEX label_events_by_payload ON label_events (payload_hash);
      CREATE INDEX label_events_by_batch ON label_events (batch_id);

      CREATE TABLE current_labels (
        sound_id INTEGER NOT NULL REFERENCES sounds (id) ON DELETE CASCADE,
        region_start_seconds REAL NOT NULL,
        region_end_seconds REAL NOT NULL,
        event_id TEXT NOT NULL REFERENCES label_events (id),
        category TEXT,
        PRIMARY KEY (sound_id, region_start_seconds, region_end_seconds)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE model_versions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        version_id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        lineage TEXT NOT NULL,
        embedding_mean BLOB,
        created_at INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE settings (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      INSERT INTO catalogue_state (id, token) VALUES (1, lower(hex(randomblob(16))));
    `,
  },
  {
    version: 2,
    sql: `
      CREATE TABLE jobs (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        request TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'paused', 'done', 'failed', 'cancelled')),
        priority TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        started_at INTEGER,
        finished_at INTEGER,
        progress TEXT NOT NULL,
        report TEXT NOT NULL,
        failure TEXT NOT NULL,
        last_file_number INTEGER NOT NULL DEFAULT 0,
        failed_files INTEGER NOT NULL DEFAULT 0,
        warned_files INTEGER NOT NULL DEFAULT 0
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX jobs_by_state ON jobs (state);

      CREATE TABLE job_files (
        job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('failed', 'warned')),
        path TEXT NOT NULL,
        failure TEXT NOT NULL,
        warnings TEXT NOT NULL,
        PRIMARY KEY (job_id, number)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX job_files_by_kind ON job_files (job_id, kind, number);

      -- Commands that a client may send twice; their events carry the id as batch. For an undo: the batch it takes back.
      CREATE TABLE label_commands (
        id TEXT PRIMARY KEY,
        undone_batch_id TEXT,
        finished INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      -- A removed library stays, unseen, while sounds of it carry labels.
      ALTER TABLE libraries ADD COLUMN removed_at INTEGER;
      -- An index with this token is of an earlier state of the catalogue and can be brought to this one.
      ALTER TABLE catalogue_state ADD COLUMN previous_token TEXT;
    `,
  },
  { version: 3, sql: peoplesWork },
  { version: 4, sql: reviewAudits },
];

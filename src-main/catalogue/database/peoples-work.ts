/**
 * Version 3 of the main file: what a person makes beside labels, and one history over all of it.
 *
 * `history` has an entry a command. `history_changes` says what each was about: `before` and `after` are the value of one
 * fact (null: none), written as writing/facts.ts reads them; for a label, `subject` is its event and `after` the event
 * that last took it back. Order is kept in text keys, between any two of which there is room (order-keys.ts).
 */
export const peoplesWork = `
  CREATE TABLE history (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    author TEXT NOT NULL,
    device TEXT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('empty', 'done', 'undone', 'abandoned')),
    sounds INTEGER NOT NULL,
    changes INTEGER NOT NULL,
    items_done INTEGER NOT NULL,
    finished INTEGER NOT NULL,
    unsettled INTEGER NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX history_by_author ON history (author, state, number);

  CREATE TABLE history_changes (
    entry INTEGER NOT NULL REFERENCES history (number),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    sound_id INTEGER,
    subject TEXT NOT NULL,
    before TEXT,
    after TEXT,
    undone INTEGER NOT NULL,
    PRIMARY KEY (entry, number)
  ) STRICT, WITHOUT ROWID;

  -- Commands to undo or redo that a client may send twice.
  CREATE TABLE history_steps (
    id TEXT PRIMARY KEY,
    direction TEXT NOT NULL CHECK (direction IN ('undo', 'redo')),
    entry INTEGER REFERENCES history (number),
    finished INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE collections (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    colour TEXT NOT NULL,
    position TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    deleted_at INTEGER
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE collection_members (
    collection_id TEXT NOT NULL REFERENCES collections (id),
    sound_id INTEGER NOT NULL REFERENCES sounds (id),
    position TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    PRIMARY KEY (collection_id, sound_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX collection_members_in_order ON collection_members (collection_id, position, sound_id);
  CREATE INDEX collection_members_by_sound ON collection_members (sound_id);

  CREATE TABLE marks (
    sound_id INTEGER PRIMARY KEY REFERENCES sounds (id),
    favourite INTEGER NOT NULL DEFAULT 0,
    rating INTEGER NOT NULL DEFAULT 0 CHECK (rating BETWEEN 0 AND 5),
    note TEXT
  ) STRICT;

  CREATE TABLE markers (
    id TEXT PRIMARY KEY,
    sound_id INTEGER NOT NULL REFERENCES sounds (id),
    start_seconds REAL NOT NULL,
    end_seconds REAL,
    name TEXT NOT NULL,
    colour TEXT NOT NULL,
    author TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX markers_by_sound ON markers (sound_id);

  -- Metadata as a person wants it; files get it by a plan.
  CREATE TABLE staged_edits (
    sound_id INTEGER NOT NULL REFERENCES sounds (id),
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    author TEXT NOT NULL,
    edited_at INTEGER NOT NULL,
    PRIMARY KEY (sound_id, field)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE plays (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sound_id INTEGER NOT NULL REFERENCES sounds (id) ON DELETE CASCADE,
    played_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX plays_by_sound ON plays (sound_id);

  CREATE TABLE play_counts (
    sound_id INTEGER PRIMARY KEY REFERENCES sounds (id) ON DELETE CASCADE,
    play_count INTEGER NOT NULL,
    first_played_at INTEGER NOT NULL,
    last_played_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE saved_searches (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    position TEXT NOT NULL,
    query TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE search_history (
    query TEXT PRIMARY KEY,
    searched_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- What a person decided about two recordings, the smaller hash first: it outlives the index, and holds for every copy.
  CREATE TABLE duplicate_reviews (
    first_hash BLOB NOT NULL,
    second_hash BLOB NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('keep', 'different')),
    author TEXT NOT NULL,
    decided_at INTEGER NOT NULL,
    PRIMARY KEY (first_hash, second_hash)
  ) STRICT, WITHOUT ROWID;

  -- Labelling commands of before can be taken back as they could.
  CREATE TEMP TABLE standing_events AS
    SELECT e.* FROM label_events e WHERE e.kind <> 'undo' AND NOT EXISTS
      (SELECT 1 FROM label_events u WHERE u.sound_id = e.sound_id AND u.undone_event_id = e.id);
  INSERT INTO history (id, author, device, action, detail, state, sounds, changes, items_done, finished, unsettled, created_at)
    SELECT batch_id, min(author), min(device), CASE WHEN max(kind = 'set') THEN 'label' ELSE 'clear' END,
      CASE WHEN count(DISTINCT coalesce(cat_id, category)) = 1 THEN min(coalesce(cat_id, category)) ELSE '' END,
      'done', count(DISTINCT sound_id), count(*), 0, 1, 0, min(created_at)
    FROM standing_events GROUP BY batch_id ORDER BY min(id);
  INSERT INTO history_changes (entry, number, kind, sound_id, subject, undone)
    SELECT h.number, row_number() OVER (PARTITION BY e.batch_id ORDER BY e.id), 'label', e.sound_id, e.id, 0
    FROM standing_events e JOIN history h ON h.id = e.batch_id;
  DROP TABLE standing_events;
`;

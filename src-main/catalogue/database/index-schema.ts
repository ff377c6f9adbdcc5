import type { Migration } from './migrations.ts';

/** Marks a file as the index beside a catalogue: "SonI". */
export const indexApplicationId = 0x536f6e49;

/** Frames in one row of `vector_chunks`: 15 × 516 B fill one 8 KB page, so rescoring a frame reads one page. */
export const framesPerChunk = 15;
export const indexPageBytes = 8192;

/**
 * `NAME.sonotheque-index`: everything that can be made again by listening. Full text is contentless (`search_text` holds
 * what a row was filled with, which deleting it needs and phrases are checked against) with the `ascii` tokenizer: text
 * is cut into tokens before it comes here (text/tokens.ts), so only spaces separate.
 */
export const indexMigrations: readonly Migration[] = [
  {
    version: 1,
    sql: `
      CREATE TABLE index_state (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        token TEXT NOT NULL,
        sequence INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE peaks (
        payload_id INTEGER PRIMARY KEY,
        data BLOB NOT NULL
      ) STRICT;

      CREATE TABLE vector_sets (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        payload_id INTEGER NOT NULL,
        model_id INTEGER NOT NULL,
        frame_count INTEGER NOT NULL,
        UNIQUE (model_id, payload_id)
      ) STRICT;
      CREATE TABLE frame_levels (
        vector_set_id INTEGER PRIMARY KEY,
        levels_db BLOB NOT NULL
      ) STRICT;
      CREATE TABLE vector_chunks (
        id INTEGER PRIMARY KEY,
        frames BLOB NOT NULL
      ) STRICT;
      CREATE TABLE sign_bits (
        vector_set_id INTEGER PRIMARY KEY,
        bits BLOB NOT NULL
      ) STRICT;

      CREATE TABLE suggestions (
        model_id INTEGER NOT NULL,
        sound_id INTEGER NOT NULL,
        category TEXT NOT NULL,
        cat_id TEXT,
        probability REAL NOT NULL,
        PRIMARY KEY (model_id, sound_id)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE suggestion_lists (
        model_id INTEGER NOT NULL,
        sound_id INTEGER NOT NULL,
        items TEXT NOT NULL,
        PRIMARY KEY (model_id, sound_id)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE search_text (
        sound_id INTEGER PRIMARY KEY,
        text TEXT NOT NULL
      ) STRICT;
      CREATE VIRTUAL TABLE full_text USING fts5 (
        text, content = '', detail = none, columnsize = 0, prefix = '2 3', tokenize = 'ascii'
      );
    `,
  },
  {
    // Which rules `search_text` was filled by (text/tokens.ts); what was filled before this column is of the first.
    version: 2,
    sql: 'ALTER TABLE index_state ADD COLUMN text_version INTEGER NOT NULL DEFAULT 1',
  },
  {
    // Groups of sounds that are the same recording, named by the sound that stands for each, which is a member, too. A
    // row whose payload is not the sound's any more says nothing.
    version: 3,
    sql: `
      -- Of which content they are: NULL where that was not noted yet.
      ALTER TABLE suggestion_lists ADD COLUMN payload_id INTEGER;
      CREATE TABLE duplicate_members (
        sound_id INTEGER PRIMARY KEY,
        group_id INTEGER NOT NULL,
        payload_id INTEGER NOT NULL,
        differences TEXT NOT NULL,
        confidence REAL NOT NULL
      ) STRICT;
      CREATE INDEX duplicate_members_by_group ON duplicate_members (group_id);
    `,
  },
  {
    // What the sign bits leave out (vectors/sign-factors.ts); NULL where stored before: worked out from the vectors then.
    version: 4,
    sql: 'ALTER TABLE sign_bits ADD COLUMN factors BLOB',
  },
  {
    // What suggestions are made of, packed by whoever makes them (src-main/suggestions/features.ts); empty of silence. And
    // by what they were made: NULL where nobody knows that all were made by the same.
    version: 5,
    sql: `
      CREATE TABLE sound_features (
        model_id INTEGER NOT NULL,
        payload_id INTEGER NOT NULL,
        version INTEGER NOT NULL,
        data BLOB NOT NULL,
        PRIMARY KEY (model_id, payload_id)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE suggestion_scorings (
        model_id INTEGER PRIMARY KEY,
        scoring TEXT,
        changed_revision INTEGER NOT NULL
      ) STRICT;
    `,
  },
  {
    // What names and metadata of a sound say of it, packed by whoever reads them (src-main/suggestions/named/packed.ts);
    // empty where they say nothing. Without a row they are to be read: nobody did yet, or they changed.
    version: 6,
    sql: `
      CREATE TABLE sound_names (
        sound_id INTEGER PRIMARY KEY,
        version INTEGER NOT NULL,
        data BLOB NOT NULL
      ) STRICT;
    `,
  },
  {
    // Maps of sounds, a model version and method; places name vector sets (uint32), two coordinates each (float32). `space`
    // is what it takes to place further sounds, packed by whoever made the map (src-main/engine/projections/space.ts).
    version: 7,
    sql: `
      CREATE TABLE projections (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        model_id INTEGER NOT NULL,
        method TEXT NOT NULL,
        made_at INTEGER NOT NULL,
        space BLOB NOT NULL,
        UNIQUE (model_id, method)
      ) STRICT;
      CREATE TABLE projected_places (
        projection_id INTEGER NOT NULL,
        number INTEGER NOT NULL,
        -- 1: placed among others after the map was made.
        later INTEGER NOT NULL,
        vector_sets BLOB NOT NULL,
        places BLOB NOT NULL,
        PRIMARY KEY (projection_id, number)
      ) STRICT;
    `,
  },
];

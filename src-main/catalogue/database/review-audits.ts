/**
 * Version 4 of the main file: sounds that were drawn at random while reviewing, with the suggestion that a person judged.
 * They hang on what was heard, so that they hold for every copy and outlive a move; what a person says of it is read from
 * the labels that stand, so that undo and corrections count.
 */
export const reviewAudits = `
  CREATE TABLE review_audits (
    id TEXT PRIMARY KEY,
    payload_hash BLOB NOT NULL,
    scope TEXT NOT NULL,
    share REAL NOT NULL,
    model_version TEXT NOT NULL,
    category TEXT NOT NULL,
    cat_id TEXT,
    probability REAL NOT NULL,
    author TEXT NOT NULL,
    device TEXT NOT NULL,
    drawn_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

import type { Database } from 'better-sqlite3';

/** The writer's handle, and the one way it changes anything. */
export type WriteSession = {
  readonly db: Database;
  /**
   * Runs `work` as one transaction over both files and gives it the revision to put on the sounds it touches.
   * Nothing else of this process can come between: `work` is synchronous.
   */
  readonly transact: <Result>(work: (revision: number) => Result, touches?: Touches) => Result;
};

export type Touches = {
  /** The index file is written too. */
  readonly index?: boolean;
  /** Rows vanished or changed without a revision of their own: readers must fetch everything again. */
  readonly everything?: boolean;
};

export function createWriteSession(db: Database): WriteSession {
  const nextRevision = db
    .prepare<[], number>('UPDATE catalogue_state SET revision = revision + 1 RETURNING revision')
    .pluck();
  const noteIndex = db.prepare('UPDATE catalogue_state SET index_sequence = ?');
  const noteSequence = db.prepare('UPDATE idx.index_state SET sequence = ?');
  const noteReload = db.prepare('UPDATE catalogue_state SET reload_revision = ?');
  return {
    db,
    transact: (work, touches = {}) =>
      db
        .transaction(() => {
          const revision = nextRevision.get() ?? 0;
          const result = work(revision);
          if (touches.index === true) {
            noteIndex.run(revision);
            noteSequence.run(revision);
          }
          if (touches.everything === true) noteReload.run(revision);
          return result;
        })
        .immediate(),
  };
}

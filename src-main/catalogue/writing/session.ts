import type { Database } from 'better-sqlite3';
import { type Failure, SonothequeError } from '../../../src-shared/contract/failures.ts';
import { saysDamaged } from '../database/sqlite-failures.ts';

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
  /**
   * More parts of the same command follow, and nobody is told that it is done before the last of them: this one need not
   * reach the disk at once. The next that is synced takes it along, and what a power cut loses is done again by whoever
   * asks again. Of the index nothing may be written then, which would come to be ahead of the main file.
   */
  readonly moreFollows?: boolean;
  /** Nobody need look at once. */
  readonly quietly?: boolean;
  /**
   * Only what follows from the rest is written, of rows that stand: what a power cut takes of it is made again, and
   * an index that is ahead of the main file by it does no harm. So it need not reach the disk at once.
   */
  readonly derived?: boolean;
};

/** @param onCommit is told the revision of each transaction once it stands */
export function createWriteSession(
  db: Database,
  onCommit: (revision: number, quietly: boolean) => void = () => {},
): WriteSession {
  const nextRevision = db
    .prepare<[], number>('UPDATE catalogue_state SET revision = revision + 1 RETURNING revision')
    .pluck();
  const noteIndex = db.prepare('UPDATE catalogue_state SET index_sequence = ?');
  const noteSequence = db.prepare('UPDATE idx.index_state SET sequence = ?');
  const noteReload = db.prepare('UPDATE catalogue_state SET reload_revision = ?');
  return {
    db,
    transact: (work, touches = {}) => {
      let committed = 0;
      const transaction = db.transaction(() => {
        const revision = nextRevision.get() ?? 0;
        committed = revision;
        const result = work(revision);
        if (touches.index === true) {
          noteIndex.run(revision);
          noteSequence.run(revision);
        }
        if (touches.everything === true) noteReload.run(revision);
        return result;
      });
      const later = touches.derived === true || (touches.moreFollows === true && touches.index !== true);
      try {
        if (later) db.pragma('main.synchronous = NORMAL');
        const result = transaction.immediate();
        onCommit(committed, touches.quietly === true);
        return result;
      } catch (error) {
        if (saysDamaged(error) && disownDamagedIndex(db)) throw new SonothequeError(indexDamaged, { cause: error });
        throw error;
      } finally {
        if (later) db.pragma('main.synchronous = FULL');
      }
    },
  };
}

const indexDamaged: Failure = {
  code: 'catalogue-index-damaged',
  message: 'The index beside the catalogue is damaged; the catalogue itself is whole.',
  nextStep: 'Close and open the catalogue: the index is begun anew. Then index the libraries again.',
};

/** When the main file is whole, the damage is in the index: its mark is changed, so that the next opening replaces it. */
function disownDamagedIndex(db: Database): boolean {
  try {
    if (db.pragma('main.quick_check(1)', { simple: true }) !== 'ok') return false;
    db.pragma('idx.application_id = 1');
    return true;
  } catch {
    return false;
  }
}

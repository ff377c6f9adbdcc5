import type { Database } from 'better-sqlite3';
import type { HistoryEntry } from '../types.ts';

type EntryRow = Omit<HistoryEntry, 'createdAt'> & { readonly createdAt: number };

const columns = `SELECT number, id, author, device, action, detail, state, sounds, changes, created_at AS createdAt
  FROM history`;

/** Entries of the history. */
export function createHistoryReader(db: Database) {
  const entries = db.prepare<[string, number, number], EntryRow>(
    `${columns} WHERE author = ? AND state IN ('done', 'undone') AND number < ? ORDER BY number DESC LIMIT ?`,
  );
  const byNumber = db.prepare<[number], EntryRow>(`${columns} WHERE number = ?`);
  const byId = db.prepare<[string], EntryRow>(`${columns} WHERE id = ?`);
  const undo = db.prepare<[string], EntryRow>(
    `${columns} WHERE author = ? AND state = 'done' ORDER BY number DESC LIMIT 1`,
  );
  const redo = db.prepare<[string], EntryRow>(
    `${columns} WHERE author = ? AND state = 'undone' ORDER BY number LIMIT 1`,
  );
  const entryOf = (row: EntryRow | undefined): HistoryEntry | null =>
    row === undefined ? null : { ...row, createdAt: new Date(row.createdAt) };
  return {
    history: (author: string, limit: number, before: number | null): HistoryEntry[] =>
      entries
        .all(author, before ?? Number.MAX_SAFE_INTEGER, limit)
        .map(({ createdAt, ...row }) => ({ ...row, createdAt: new Date(createdAt) })),
    historyEntry: (number: number): HistoryEntry | null => entryOf(byNumber.get(number)),
    historyEntryOf: (id: string): HistoryEntry | null => entryOf(byId.get(id)),
    nextSteps: (author: string) => ({ undo: entryOf(undo.get(author)), redo: entryOf(redo.get(author)) }),
  };
}

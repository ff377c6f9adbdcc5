import type { LibraryId } from '../../../src-shared/contract/identifiers.ts';
import type { PathName } from '../types.ts';
import type { WriteSession } from './session.ts';

/** Commands over libraries and settings. */
export function createLibraryCommands({ db, transact }: WriteSession) {
  const find = db.prepare<[Uint8Array], LibraryId>('SELECT id FROM libraries WHERE root = ?').pluck();
  const add = db
    .prepare<[string, Uint8Array, string, number], LibraryId>(
      'INSERT INTO libraries (name, root, root_display, added_at) VALUES (?, ?, ?, ?) RETURNING id',
    )
    .pluck();
  const set = db.prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)');
  return {
    addLibrary: (library: { readonly name: string; readonly root: PathName }): LibraryId => {
      const { name, root } = library;
      const known = find.get(root.bytes);
      if (known !== undefined) return known;
      const added = transact(() => add.get(name, root.bytes, root.display, Date.now()));
      if (added === undefined) throw new Error('The library was not added.');
      return added;
    },
    setSetting: (name: string, value: unknown): void => {
      transact(() => set.run(name, JSON.stringify(value ?? null)));
    },
  };
}

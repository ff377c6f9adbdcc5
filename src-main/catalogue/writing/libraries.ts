import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { LibraryId } from '../../../src-shared/contract/identifiers.ts';
import type { PathName } from '../types.ts';
import type { WriteSession } from './session.ts';

type Known = { readonly id: LibraryId; readonly removedAt: number | null };

/** Commands over libraries and settings. */
export function createLibraryCommands({ db, transact }: WriteSession) {
  const find = db.prepare<[Uint8Array], Known>('SELECT id, removed_at AS removedAt FROM libraries WHERE root = ?');
  const add = db
    .prepare<[string, Uint8Array, string, number], LibraryId>(
      'INSERT INTO libraries (name, root, root_display, added_at) VALUES (?, ?, ?, ?) RETURNING id',
    )
    .pluck();
  const relocate = db.prepare('UPDATE libraries SET name = ?, root = ?, root_display = ? WHERE id = ?');
  const bringBack = db.prepare('UPDATE libraries SET name = ?, root_display = ?, removed_at = NULL WHERE id = ?');
  // No root ends with NUL: the library that had this root still finds its sounds by what they hold.
  const giveUpRoot = db.prepare("UPDATE libraries SET root = CAST(root || x'00' || id AS BLOB) WHERE id = ?");
  const set = db.prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)');
  return {
    addLibrary: (library: { readonly name: string; readonly root: PathName }): LibraryId => {
      const { name, root } = library;
      const known = find.get(root.bytes);
      if (known?.removedAt === null) return known.id;
      if (known !== undefined) {
        transact(() => bringBack.run(name, root.display, known.id), { everything: true });
        return known.id;
      }
      const added = transact(() => add.get(name, root.bytes, root.display, Date.now()));
      if (added === undefined) throw new Error('The library was not added.');
      return added;
    },
    relocateLibrary: (id: LibraryId, { name, root }: { readonly name: string; readonly root: PathName }): void => {
      const there = find.get(root.bytes);
      if (there?.removedAt === null && there.id !== id) {
        throw new SonothequeError({
          code: 'library-exists',
          message: `“${root.display}” is the folder of another library.`,
          nextStep: 'Index that folder: equal sounds are found by what they hold.',
        });
      }
      // Every path that readers know begins with the old root.
      transact(
        () => {
          if (there !== undefined && there.id !== id) giveUpRoot.run(there.id);
          relocate.run(name, root.bytes, root.display, id);
        },
        { everything: true },
      );
    },
    setSetting: (name: string, value: unknown): void => {
      // Takes no revision: nothing that readers keep in memory changes.
      set.run(name, JSON.stringify(value ?? null));
    },
  };
}

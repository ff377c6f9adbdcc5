import type { VersionedNames } from '../types.ts';
import type { WriteSession } from './session.ts';

/** What names and metadata say of sounds; used inside a transaction. */
export type NameStore = {
  readonly put: (soundId: number, names: VersionedNames) => void;
  /** They are to be read anew. */
  readonly drop: (soundId: number) => void;
  readonly move: (fromId: number, toId: number) => void;
};

export function createNameStore({ db }: Pick<WriteSession, 'db'>): NameStore {
  const put = db.prepare('INSERT OR REPLACE INTO idx.sound_names (sound_id, version, data) VALUES (?, ?, ?)');
  const drop = db.prepare('DELETE FROM idx.sound_names WHERE sound_id = ?');
  const move = db.prepare('UPDATE idx.sound_names SET sound_id = ? WHERE sound_id = ?');
  return {
    put: (soundId, { version, data }) => {
      put.run(soundId, version, data);
    },
    drop: (soundId) => {
      drop.run(soundId);
    },
    move: (fromId, toId) => {
      drop.run(toId);
      move.run(toId, fromId);
    },
  };
}

import type { Database } from 'better-sqlite3';
import { inNoRemovedLibrary } from './libraries.ts';
import type { SignMemory } from './sign-memory.ts';

/** Which vector set in memory each sound has. */
export type SoundPlaces = {
  /** Slots in use: 0…count − 1. */
  readonly count: number;
  readonly soundId: Uint32Array;
  /** Place of the sound's set in memory; −1 without one, and for a sound that failed. */
  readonly set: Int32Array;
  /** −1 for a sound that is not here. */
  readonly slotOf: (soundId: number) => number;
};

type State = { readonly revision: number; readonly reload: number };

/**
 * Keeps the places as new as the catalogue: each call fetches the sounds that changed since the last. Call it inside a
 * read transaction, after the memory was refreshed.
 */
export function createSoundPlaces(db: Database, modelId: number, memory: SignMemory): () => SoundPlaces {
  const state = db.prepare<[], State>('SELECT revision, reload_revision AS reload FROM catalogue_state');
  const changed = db
    .prepare<[number, number], readonly [number, number | null]>(
      `SELECT s.id, v.id FROM sounds s
         LEFT JOIN idx.vector_sets v ON v.model_id = ? AND v.payload_id = s.payload_id AND s.failure_code IS NULL
       WHERE s.revision > ? AND s.${inNoRemovedLibrary}`,
    )
    .raw();
  let soundId = new Uint32Array(1024);
  let set = new Int32Array(1024);
  let slots = new Int32Array(1024).fill(-1);
  let count = 0;
  let loaded: State = { revision: -1, reload: -1 };
  const slotOf = (id: number): number => slots[id] ?? -1;

  const slotFor = (id: number): number => {
    const known = slotOf(id);
    if (known >= 0) return known;
    if (id >= slots.length) {
      const grown = new Int32Array(Math.max(id + 1, slots.length * 2)).fill(-1);
      grown.set(slots);
      slots = grown;
    }
    if (count === soundId.length) {
      const [ids, sets] = [new Uint32Array(count * 2), new Int32Array(count * 2)];
      ids.set(soundId);
      sets.set(set);
      [soundId, set] = [ids, sets];
    }
    slots[id] = count;
    soundId[count] = id;
    count += 1;
    return count - 1;
  };

  return () => {
    const now = state.get() ?? { revision: 0, reload: 0 };
    if (now.revision !== loaded.revision) {
      const everything = now.reload > loaded.revision;
      if (everything) {
        count = 0;
        slots.fill(-1);
      }
      for (const [id, setId] of changed.iterate(modelId, everything ? -1 : loaded.revision)) {
        set[slotFor(id)] = setId === null ? -1 : memory.setAt(setId);
      }
      loaded = now;
    }
    return { count, soundId, set, slotOf };
  };
}

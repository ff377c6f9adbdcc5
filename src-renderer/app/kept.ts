const PREFIX = 'sonotheque.';

/** What a window keeps for itself: what it needs before the engine answers, and what is of no other window's business. */
export type Kept<Value> = {
  readonly read: () => Value;
  readonly write: (value: Value) => void;
};

/**
 * A choice that this window keeps for itself.
 *
 * @param parse of what was kept, by this version or another; `undefined` where it can't be used
 * @param storage where; what all windows here share by default
 */
export function kept<Value>(
  key: string,
  parse: (stored: unknown) => Value | undefined,
  otherwise: Value,
  storage: () => Storage = () => localStorage,
): Kept<Value> {
  return {
    read: () => {
      try {
        const stored = storage().getItem(PREFIX + key);
        return (stored === null ? undefined : parse(JSON.parse(stored))) ?? otherwise;
      } catch {
        return otherwise;
      }
    },
    write: (value) => {
      try {
        storage().setItem(PREFIX + key, JSON.stringify(value));
      } catch {
        // A closed storage only means that the choice lasts as long as the window.
      }
    },
  };
}

/** One of a few words that outlives the window. */
export const keptChoice = <Word extends string>(key: string, words: readonly Word[], otherwise: Word): Kept<Word> =>
  kept(key, (stored) => words.find((word) => word === stored), otherwise);

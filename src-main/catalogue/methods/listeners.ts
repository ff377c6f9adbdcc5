/** Those who are told of something. */
export type Listeners<Told> = {
  readonly tell: (told: Told) => void;
  /** Gives the way to stop listening. */
  readonly add: (listener: (told: Told) => void) => () => void;
};

export function createListeners<Told>(): Listeners<Told> {
  const listeners = new Set<(told: Told) => void>();
  return {
    tell: (told) => {
      for (const listener of listeners) listener(told);
    },
    add: (listener) => {
      // Its own function each time, so that one listener added twice is told twice and stops once.
      const own = (told: Told) => listener(told);
      listeners.add(own);
      return () => {
        listeners.delete(own);
      };
    },
  };
}

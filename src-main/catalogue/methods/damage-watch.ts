import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { ReaderCommands } from '../catalogue-reader.ts';
import { markDamaged } from '../repair/mark.ts';
import { callOnce, entryUrl } from '../threads/thread.ts';
import { createListeners } from './listeners.ts';

/** Notices damage of a catalogue that is open, and sees to it that the next opening checks everything. */
export type DamageWatch = {
  /** For every failure of a command. */
  readonly note: (failure: Failure) => void;
  readonly onDamage: (listener: (failure: Failure) => void) => () => void;
  /** Reads the whole main file, in a thread of its own. */
  readonly check: () => Promise<void>;
};

const damageFound: Failure = {
  code: 'catalogue-damaged',
  message: 'The catalogue was not closed properly and is damaged.',
  nextStep: 'Close and open the catalogue: what can be read is saved into a new file, and the damaged one is kept.',
};

export function createDamageWatch(path: string): DamageWatch {
  const listeners = createListeners<Failure>();
  let met: Failure | undefined;
  const note = (failure: Failure): void => {
    if (failure.code !== 'catalogue-damaged' && failure.code !== 'catalogue-index-damaged') return;
    if (met !== undefined) return;
    met = failure;
    markDamaged(path);
    listeners.tell(failure);
  };
  return {
    note,
    onDamage: (listener) => {
      if (met !== undefined) listener(met);
      return met === undefined ? listeners.add(listener) : () => {};
    },
    check: async () => {
      const damage = await callOnce<ReaderCommands, 'damageOf'>(entryUrl('catalogue-reader'), 'damageOf', path).catch(
        (error: unknown) => (error instanceof Error && 'failure' in error ? String(error) : null),
      );
      if (damage !== null) note(damageFound);
    },
  };
}

import type { WorkingCommand } from '../../../src-shared/contract/history.ts';
import { Notifier } from '../jobs/notifier.ts';

type Progress = { readonly done: number; readonly total: number };

/** Commands over many sounds that are being done, for whoever watches the history. */
export class CommandProgress {
  /** Of commands, and of the history itself. */
  readonly changes = new Notifier();
  readonly #working = new Set<WorkingCommand>();

  get working(): readonly WorkingCommand[] {
    return [...this.#working];
  }

  /** Shows how far a command is, as soon as it says so itself, until it ends. */
  async show<Result>(
    title: string,
    work: (onProgress: (progress: Progress) => void) => Promise<Result>,
  ): Promise<Result> {
    let shown: WorkingCommand | undefined;
    const exchange = (next: WorkingCommand | undefined): void => {
      if (shown !== undefined) this.#working.delete(shown);
      if (next !== undefined) this.#working.add(next);
      shown = next;
      this.changes.notify();
    };
    try {
      return await work(({ done, total }) => exchange({ title, done, total }));
    } finally {
      if (shown !== undefined) exchange(undefined);
    }
  }
}

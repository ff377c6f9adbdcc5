import type { Catalogue, FailedSound, ListenedSound } from '../catalogue/index.ts';
import { Batcher } from './batcher.ts';

const BATCH_SIZE = 200;
const FLUSH_MILLISECONDS = 500;

/** Stores what became of files, a batch at a time, and counts how they came to their rows. */
export class OutcomeStore {
  readonly #listened: Batcher<ListenedSound>;
  readonly #failed: Batcher<FailedSound>;
  indexed = 0;
  moved = 0;
  copies = 0;

  constructor(catalogue: Catalogue) {
    this.#listened = new Batcher(BATCH_SIZE, FLUSH_MILLISECONDS, async (batch) => {
      for (const { outcome } of await catalogue.storeListened(batch)) {
        if (outcome === 'moved') this.moved += 1;
        if (outcome === 'copied') this.copies += 1;
      }
      this.indexed += batch.length;
    });
    this.#failed = new Batcher(BATCH_SIZE, FLUSH_MILLISECONDS, (batch) => catalogue.recordFailures(batch));
  }

  /** @throws what storing this or an earlier one threw */
  listened(sound: ListenedSound): Promise<void> {
    return this.#listened.add(sound);
  }

  /** @throws what storing this or an earlier one threw */
  failed(sound: FailedSound): Promise<void> {
    return this.#failed.add(sound);
  }

  /** @throws what storing threw */
  async flush(): Promise<void> {
    await this.#listened.flush();
    await this.#failed.flush();
  }
}

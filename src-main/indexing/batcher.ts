/** Collects items and hands them on in batches, by count or by time, one batch at a time and in order. */
export class Batcher<Item> {
  readonly #flush: (batch: readonly Item[]) => Promise<void>;
  readonly #size: number;
  readonly #milliseconds: number;
  #items: Item[] = [];
  #timer: NodeJS.Timeout | null = null;
  #last: Promise<void> = Promise.resolve();
  #failure: unknown = null;

  constructor(size: number, milliseconds: number, flush: (batch: readonly Item[]) => Promise<void>) {
    this.#size = size;
    this.#milliseconds = milliseconds;
    this.#flush = flush;
  }

  /** Resolves when there is room for more. @throws what an earlier flush threw */
  async add(item: Item): Promise<void> {
    if (this.#failure !== null) throw this.#failure;
    this.#items.push(item);
    if (this.#items.length >= this.#size) await this.flush();
    else this.#timer ??= setTimeout(() => void this.flush().catch(() => {}), this.#milliseconds);
  }

  /** Hands on what is waiting. @throws what this or an earlier flush threw */
  async flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const batch = this.#items.splice(0);
    if (batch.length > 0) {
      this.#last = this.#last.then(async () => {
        if (this.#failure === null) await this.#flush(batch);
      });
      this.#last = this.#last.catch((error: unknown) => {
        this.#failure ??= error;
      });
    }
    await this.#last;
    if (this.#failure !== null) throw this.#failure;
  }
}

import { Wake } from './wake.ts';

/**
 * Says whether a long job may work now. The job asks before each piece of work and gives up the piece in hand when it
 * may not go on; whoever runs jobs opens and closes the permit.
 */
export class WorkPermit {
  readonly #end = new AbortController();
  readonly #wake = new Wake();
  #allowed = false;
  #piece = new AbortController();

  /** Aborted once, when the job shall end for good. */
  get ended(): AbortSignal {
    return this.#end.signal;
  }

  get allowed(): boolean {
    return this.#allowed && !this.#end.signal.aborted;
  }

  /** Aborted when the piece of work that begins now must be given up; there is a new one after each pause. */
  get piece(): AbortSignal {
    return this.#piece.signal;
  }

  /** Resolves when work may go on: `false` when it never will. */
  async whenAllowed(): Promise<boolean> {
    while (!this.#allowed && !this.#end.signal.aborted) await this.#wake.next;
    return !this.#end.signal.aborted;
  }

  allow(): void {
    if (this.#allowed || this.#end.signal.aborted) return;
    this.#allowed = true;
    this.#piece = new AbortController();
    this.#wake.all();
  }

  withhold(): void {
    if (!this.#allowed) return;
    this.#allowed = false;
    this.#piece.abort();
  }

  end(): void {
    this.#end.abort();
    this.#piece.abort();
    this.#wake.all();
  }
}

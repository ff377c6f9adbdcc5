/** Lets any number of loops sleep until there is something new to look at. */
export class Wake {
  #next = Promise.withResolvers<void>();

  /** Resolves at the next call of `all`. */
  get next(): Promise<void> {
    return this.#next.promise;
  }

  all(): void {
    const { resolve } = this.#next;
    this.#next = Promise.withResolvers();
    resolve();
  }
}

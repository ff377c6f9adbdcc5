/** Children that compute for background listening, and how to let them go on. */
type Computing = {
  /** Children that compute in the background at this moment. */
  readonly computing: number;
  /** Starts as much as `mayCompute` allows. */
  readonly resume: () => void;
};

/**
 * How much of the machine background listening computes on: with a limit, decoding and encoding take turns. What is
 * computed at a switch is finished (one chunk), never interrupted.
 */
export class BackgroundTurns {
  readonly #pools: Computing[] = [];
  #limit = Number.POSITIVE_INFINITY;

  /** Pools that join first get free turns first: those that empty queues before those that fill them. */
  join(pool: Computing): void {
    this.#pools.push(pool);
  }

  /** `false`: every child computes as it can, and works ahead. */
  get limited(): boolean {
    return this.#limit < Number.POSITIVE_INFINITY;
  }

  get limit(): number {
    return this.#limit;
  }

  set limit(children: number) {
    this.#limit = children;
    this.offer();
  }

  get mayCompute(): boolean {
    if (!this.limited) return true;
    return this.#pools.reduce((sum, { computing }) => sum + computing, 0) < this.#limit;
  }

  /** To be called when a turn has ended. */
  offer(): void {
    for (const pool of this.#pools) pool.resume();
  }
}

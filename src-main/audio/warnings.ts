/** Collects what went wrong without stopping the pass: each kind once, with how often it happened. */
export class Warnings {
  readonly #counts = new Map<string, number>();

  /** @param sentence plain words; `#` stands for how often */
  add(sentence: string, times = 1): void {
    this.#counts.set(sentence, (this.#counts.get(sentence) ?? 0) + times);
  }

  toSentences(): readonly string[] {
    return [...this.#counts].map(([sentence, count]) => sentence.replace('#', String(count)));
  }
}

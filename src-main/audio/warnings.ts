/** What can go wrong more than once: the sentence for one time and, with `#` for how often, for several. */
const COUNTED = {
  damagedPassage: ['A damaged passage was left out.', '# damaged passages were left out.'],
  notANumber: ['A sample was not a number and counts as silence.', '# samples were not numbers and count as silence.'],
} as const;

/** Collects what went wrong without stopping the pass: each kind once, with how often it happened. */
export class Warnings {
  readonly #sentences = new Set<string>();
  readonly #counts = new Map<keyof typeof COUNTED, number>();

  /** @param sentence plain words; said once, however often it is added */
  add(sentence: string): void {
    this.#sentences.add(sentence);
  }

  count(kind: keyof typeof COUNTED, times = 1): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + times);
  }

  toSentences(): readonly string[] {
    const counted = [...this.#counts].map(([kind, count]) => {
      const [one, several] = COUNTED[kind];
      return count === 1 ? one : several.replace('#', String(count));
    });
    return [...counted, ...this.#sentences];
  }
}

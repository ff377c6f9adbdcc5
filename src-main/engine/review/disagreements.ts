import { setImmediate } from 'node:timers/promises';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { Catalogue, ReviewColumns } from '../../catalogue/index.ts';
import { disagreementOf } from './disagreement.ts';

/** Suggestion lists that are read and compared at once: some milliseconds. */
const listsAtOnce = 100;
/** Whoever waits for the order is told so often. */
const partsBetweenNews = 10;

/** How much name and sound of each open sound disagree: read in small parts while nothing else waits, and again where suggestions changed. */
export class Disagreements {
  readonly #catalogue: () => Catalogue;
  readonly #onNews: () => void;
  readonly #onFault: (error: unknown) => void;
  readonly #known = new Map<
    number,
    { readonly probability: number; readonly suggested: number; readonly score: number }
  >();
  #latest: { readonly columns: ReviewColumns; readonly open: Uint32Array } | null = null;
  #learning = false;
  #closed = false;

  constructor(catalogue: () => Catalogue, onNews: () => void, onFault: (error: unknown) => void) {
    this.#catalogue = catalogue;
    this.#onNews = onNews;
    this.#onFault = onFault;
  }

  /** 0…1; 0 as long as it isn't known. */
  of(soundId: number): number {
    return this.#known.get(soundId)?.score ?? 0;
  }

  /** Begins to read what isn't known of these places of the columns. */
  learn(columns: ReviewColumns, open: Uint32Array): void {
    if (this.#latest?.columns === columns && this.#latest.open === open) return;
    this.#latest = { columns, open };
    if (this.#learning || this.#closed) return;
    this.#learning = true;
    this.#learnAll()
      .catch((error: unknown) => {
        if (!this.#closed) this.#onFault(error);
      })
      .finally(() => {
        this.#learning = false;
      });
  }

  close(): void {
    this.#closed = true;
  }

  async #learnAll(): Promise<void> {
    let parts = 0;
    for (let at = 0, of = this.#latest; of !== null && !this.#closed; ) {
      if (this.#latest !== of) [at, of] = [0, this.#latest];
      const { columns, open } = of as { readonly columns: ReviewColumns; readonly open: Uint32Array };
      const wanted: number[] = [];
      for (; at < open.length && wanted.length < listsAtOnce; at++) {
        const place = open[at] as number;
        if (this.#isNew(columns, place)) wanted.push(place);
      }
      if (wanted.length > 0) {
        await this.#read(columns, wanted);
        parts += 1;
        if (parts % partsBetweenNews === 1) this.#onNews();
        await setImmediate();
      } else if (at >= open.length && this.#latest === of) break;
    }
    if (parts > 0) this.#onNews();
  }

  #isNew({ ids, probability, suggested }: ReviewColumns, place: number): boolean {
    const known = this.#known.get(ids[place] as number);
    return (
      known === undefined || known.suggested !== suggested[place] || !Object.is(known.probability, probability[place])
    );
  }

  async #read({ ids, probability, suggested }: ReviewColumns, places: readonly number[]): Promise<void> {
    const lists = await this.#catalogue().suggestionLists(places.map((place) => ids[place] as SoundId));
    for (const [index, place] of places.entries()) {
      this.#known.set(ids[place] as number, {
        probability: probability[place] as number,
        suggested: suggested[place] as number,
        score: disagreementOf(lists[index] ?? []),
      });
    }
  }
}

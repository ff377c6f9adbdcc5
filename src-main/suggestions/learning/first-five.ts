/** The first five suggestions of all sounds: as they are stored, and as they should be. */
import { categories } from '../../../src-shared/ucs/index.ts';
import { SUGGESTIONS_A_SOUND } from '../suggest.ts';

// Inner loops index within bounds that the loops themselves set, hence `as number`: a check a number costs a third.

const SHOWN = SUGGESTIONS_A_SOUND;
/** No category. */
const NONE = 255;
/** A change of a probability up to this is no reason to write. */
const NOTICEABLE = 0.01;
/** Nor is the order of what is less likely than this, both before and after. */
const UNLIKELY = 0.02;

/** Categories, best first, with their probabilities. */
export type Five = { readonly categories: Uint8Array; readonly shares: Float32Array };

export class FirstFive {
  /** What was found last. */
  readonly found: Five = { categories: new Uint8Array(SHOWN), shares: new Float32Array(SHOWN) };
  #stored = new Uint8Array(1024 * SHOWN);
  #storedShares = new Float32Array(1024 * SHOWN);
  #next = new Uint8Array(1024 * SHOWN);
  #nextShares = new Float32Array(1024 * SHOWN);
  #fellowShares = new Float32Array(1024 * SHOWN);
  #known = new Uint8Array(1024);

  makeRoom(slots: number): void {
    if (slots <= this.#known.length) return;
    this.#stored = widened(this.#stored, slots * SHOWN);
    this.#storedShares = widened(this.#storedShares, slots * SHOWN);
    this.#next = widened(this.#next, slots * SHOWN);
    this.#nextShares = widened(this.#nextShares, slots * SHOWN);
    this.#fellowShares = widened(this.#fellowShares, slots * SHOWN);
    this.#known = widened(this.#known, slots);
  }

  /** Whether it is known what is stored. */
  isKnown(slot: number): boolean {
    return this.#known[slot] === 1;
  }

  forget(slot: number): void {
    this.#known[slot] = 0;
  }

  /** Whatever is stored, it is made again. */
  outdate(slot: number): void {
    this.#stored.fill(NONE, slot * SHOWN, (slot + 1) * SHOWN);
    this.#storedShares.fill(0, slot * SHOWN, (slot + 1) * SHOWN);
    this.#known[slot] = 1;
  }

  /** What is stored. */
  put(slot: number, { categories: stored, shares }: Five): void {
    this.#stored.set(stored, slot * SHOWN);
    this.#storedShares.set(shares, slot * SHOWN);
    this.#known[slot] = 1;
  }

  /** The first five of a sound's 82 scores, and their probabilities, into `found`. */
  find(scores: Float64Array, from: number): void {
    const { categories: found, shares } = this.found;
    let largest = Number.NEGATIVE_INFINITY;
    for (let at = from; at < from + categories.length; at += 1) {
      if ((scores[at] as number) > largest) largest = scores[at] as number;
    }
    let total = 0;
    let filled = 0;
    for (let at = 0; at < categories.length; at += 1) {
      const score = scores[from + at] as number;
      if (score > largest - 20) total += Math.exp(score - largest);
      if (filled === SHOWN && score <= (scores[from + (found[SHOWN - 1] as number)] as number)) continue;
      let place = filled < SHOWN ? filled++ : SHOWN - 1;
      while (place > 0 && (scores[from + (found[place - 1] as number)] as number) < score) {
        found[place] = found[place - 1] as number;
        place -= 1;
      }
      found[place] = at;
    }
    for (let place = 0; place < SHOWN; place += 1) {
      shares[place] = Math.exp((scores[from + (found[place] as number)] as number) - largest) / total;
    }
  }

  /** Keeps what was found as what should be stored. @param fellows what those alike say of each of the five */
  plan(slot: number, fellows: (category: number) => number): void {
    this.#next.set(this.found.categories, slot * SHOWN);
    this.#nextShares.set(this.found.shares, slot * SHOWN);
    for (let place = 0; place < SHOWN; place += 1) {
      this.#fellowShares[slot * SHOWN + place] = fellows(this.found.categories[place] as number);
    }
  }

  /** What was planned last. */
  planned(slot: number): Five & { readonly fellows: Float32Array } {
    const [from, to] = [slot * SHOWN, (slot + 1) * SHOWN];
    return {
      categories: this.#next.subarray(from, to),
      shares: this.#nextShares.subarray(from, to),
      fellows: this.#fellowShares.subarray(from, to),
    };
  }

  /** Whether a person would see that these are not what is stored. */
  differs(slot: number, { categories: now, shares }: Five): boolean {
    const from = slot * SHOWN;
    let isOrdered = true;
    for (let place = 0; place < SHOWN; place += 1) {
      const share = shares[place] as number;
      const before = this.#shareBefore(from, now[place] as number);
      if (Math.abs(share - before) > NOTICEABLE) return true;
      if (now[place] !== this.#stored[from + place] && Math.max(share, before) > UNLIKELY) isOrdered = false;
      // What was among the first and is not any more.
      const isGone = !now.includes(this.#stored[from + place] as number);
      if (isGone && (this.#storedShares[from + place] as number) > NOTICEABLE) return true;
    }
    return !isOrdered || this.#stored[from] === NONE;
  }

  #shareBefore(from: number, category: number): number {
    for (let place = 0; place < SHOWN; place += 1) {
      if (this.#stored[from + place] === category) return this.#storedShares[from + place] as number;
    }
    // It was at most as likely as the last of the five.
    return 0;
  }
}

function widened<Numbers extends Uint8Array | Float32Array>(old: Numbers, length: number): Numbers {
  const wide = new (old.constructor as new (length: number) => Numbers)(length);
  wide.set(old);
  return wide;
}

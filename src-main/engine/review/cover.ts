import type { SoundSurvey } from '../../catalogue/index.ts';

/** What is known of the sounds of a cell: how many are open, and how unsure they are together. */
export type CellWeights = Float64Array;

/**
 * Covers a library with few decisions: the next cell to decide about is the one that says most about what is open and not
 * yet explained by decisions about cells near it (facility location; greedy is within 1 − 1/e of the best choice of as
 * many, Nemhauser et al. 1978). Gains only fall as more is covered, so most needn't be worked out again (Minoux 1978):
 * the next one takes some rows of the nearness between cells, less than a millisecond of 2,048 cells.
 */
export function createCover({ cellCount, nearness }: Pick<SoundSurvey, 'cellCount' | 'nearness'>) {
  /** How well each cell is explained, 0–255. */
  const explained = new Uint8Array(cellCount);
  const bounds = new Float64Array(cellCount);
  let weights: CellWeights = new Float64Array(cellCount);

  const gainOf = (cell: number, covered: Uint8Array): number => {
    let gain = 0;
    const row = cell * cellCount;
    for (let other = 0; other < cellCount; other++) {
      const more = (nearness[row + other] as number) - (covered[other] as number);
      if (more > 0) gain += more * (weights[other] as number);
    }
    return gain;
  };
  const take = (cell: number, covered: Uint8Array): void => {
    const row = cell * cellCount;
    for (let other = 0; other < cellCount; other++) {
      const near = nearness[row + other] as number;
      if (near > (covered[other] as number)) covered[other] = near;
    }
  };

  return {
    /** A sound of a cell was decided. */
    explain: (cell: number): void => {
      if (cell >= 0) take(cell, explained);
    },
    forget: (): void => {
      explained.fill(0);
      bounds.fill(Number.POSITIVE_INFINITY);
    },
    /** What is open now, cell by cell. */
    weigh: (now: CellWeights): void => {
      weights = now;
      bounds.fill(Number.POSITIVE_INFINITY);
    },
    /**
     * The cells that say most, each as if those before were decided. Once everything is explained the weightiest follow.
     * @param given cells that are as good as decided
     * @param offering 1 for a cell that may be chosen; all with something open by default
     */
    next: (wanted: number, given: readonly number[] = [], offering: Uint8Array | null = null): readonly number[] => {
      const covered = explained.slice();
      for (const cell of given) if (cell >= 0) take(cell, covered);
      const upper = bounds.slice();
      const used = new Set(offering === null ? given : []);
      const isOut = (cell: number): boolean => used.has(cell) || offering?.[cell] === 0;
      const found: number[] = [];
      while (found.length < wanted) {
        const cell = best(upper, covered, isOut, given.length === 0 && found.length === 0);
        if (cell < 0) break;
        found.push(cell);
        used.add(cell);
        take(cell, covered);
      }
      return found;
    },
  };

  function best(upper: Float64Array, covered: Uint8Array, isOut: (cell: number) => boolean, isNow: boolean): number {
    for (;;) {
      const cell = highest(upper, isOut);
      if (cell < 0) return -1;
      const gain = gainOf(cell, covered);
      // What holds for what is explained by now is a bound for whatever more will be.
      if (isNow) bounds[cell] = gain;
      upper[cell] = gain;
      if (highest(upper, isOut) === cell) return gain > 0 ? cell : highest(weights, isOut);
    }
  }

  /** The first of the greatest with something open. */
  function highest(values: Float64Array, isOut: (cell: number) => boolean): number {
    let at = -1;
    for (let cell = 0; cell < cellCount; cell++) {
      if ((weights[cell] as number) <= 0 || isOut(cell)) continue;
      if (at < 0 || (values[cell] as number) > (values[at] as number)) at = cell;
    }
    return at;
  }
}

export type Cover = ReturnType<typeof createCover>;

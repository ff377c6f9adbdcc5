import type { SoundSurvey } from '../../catalogue/index.ts';

/** What is known of the sounds of a cell: how many are open, and how unsure they are together. */
export type CellWeights = Float64Array;

/**
 * Covers a library with few decisions: the next cell to decide about is the one that says most about what is open and not
 * yet explained by decisions about cells near it (facility location; greedy is within 1 − 1/e of the best choice of as
 * many, Nemhauser et al. 1978). Gains only fall as more is covered, so most needn't be worked out again (Minoux 1978):
 * the next one takes some rows of the nearness between cells, less than a millisecond of 2,048 cells.
 */
export function createCover({ cellCount, neighbours }: Pick<SoundSurvey, 'cellCount' | 'neighbours'>) {
  const { starts, cells, nearness } = neighbours;
  /** How well each cell is explained, 0–255. */
  const explained = new Uint8Array(cellCount);
  /** What each cell can say at most; as long as they hold, few gains need be worked out. */
  const bounds = new Float64Array(cellCount);
  let boundsHold = false;
  let weights: CellWeights = new Float64Array(cellCount);

  const gainOf = (cell: number, covered: Uint8Array): number => {
    let gain = 0;
    const end = starts[cell + 1] as number;
    for (let at = starts[cell] as number; at < end; at++) {
      const other = cells[at] as number;
      const more = (nearness[at] as number) - (covered[other] as number);
      if (more > 0) gain += more * (weights[other] as number);
    }
    return gain;
  };
  const take = (cell: number, covered: Uint8Array): void => {
    const end = starts[cell + 1] as number;
    for (let at = starts[cell] as number; at < end; at++) {
      const other = cells[at] as number;
      const near = nearness[at] as number;
      if (near > (covered[other] as number)) covered[other] = near;
    }
  };
  /** The first of the greatest with something open. */
  const highest = (values: Float64Array, isOut: (cell: number) => boolean): number => {
    let at = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (let cell = 0; cell < cellCount; cell++) {
      const value = values[cell] as number;
      if (value <= most || (weights[cell] as number) <= 0 || isOut(cell)) continue;
      at = cell;
      most = value;
    }
    return at;
  };
  const best = (upper: Float64Array, covered: Uint8Array, isOut: (cell: number) => boolean): number => {
    for (;;) {
      const cell = highest(upper, isOut);
      if (cell < 0) return -1;
      const gain = gainOf(cell, covered);
      const wasExact = gain === upper[cell];
      upper[cell] = gain;
      if (wasExact || highest(upper, isOut) === cell) return gain > 0 ? cell : highest(weights, isOut);
    }
  };

  return {
    /** A sound of a cell was decided. */
    explain: (cell: number): void => {
      if (cell >= 0) take(cell, explained);
    },
    forget: (): void => {
      explained.fill(0);
      boundsHold = false;
    },
    /** What is open now, cell by cell. */
    weigh: (now: CellWeights): void => {
      // Less that is open, and gains only fall.
      if (now.some((weight, cell) => weight > (weights[cell] as number))) boundsHold = false;
      weights = now;
    },
    /**
     * The cells that say most, each as if those before were decided. Once everything is explained the weightiest follow.
     * @param given cells that are as good as decided
     * @param offering 1 for a cell that may be chosen; all with something open by default
     */
    next: (wanted: number, given: readonly number[] = [], offering: Uint8Array | null = null): readonly number[] => {
      if (!boundsHold) {
        for (let cell = 0; cell < cellCount; cell++) bounds[cell] = gainOf(cell, explained);
        boundsHold = true;
      }
      const covered = explained.slice();
      for (const cell of given) if (cell >= 0) take(cell, covered);
      const upper = bounds.slice();
      const used = new Set(offering === null ? given : []);
      const isOut = (cell: number): boolean => used.has(cell) || offering?.[cell] === 0;
      const found: number[] = [];
      while (found.length < wanted) {
        const cell = best(upper, covered, isOut);
        if (cell < 0) break;
        found.push(cell);
        used.add(cell);
        take(cell, covered);
      }
      return found;
    },
  };
}

export type Cover = ReturnType<typeof createCover>;

import type { CellNeighbours } from '../types.ts';
import { bitsApart, signatureWords } from './signatures.ts';

/** Cells at most: their nearness to each other is a square of so many bytes (4 MB), and the best next decision is found among them in less than a millisecond. */
export const mostCells = 2048;
/** Coarse cells that a large library is cut into first, so that work grows with n·√cells instead of n·cells. */
const coarseCells = 45;
/** Comparisons between two chances to do something else: about a millisecond. */
const comparisonsAtOnce = 5000;

export type Cells = {
  /** Place of the sound that each cell lies around. */
  readonly centres: readonly number[];
  /** Of each member, in their order. */
  readonly cellOf: Uint16Array;
  readonly apart: Uint16Array;
};

/**
 * Cuts sounds into at most `mostCells` cells, each around one of them; where there are no more sounds each is a cell of its
 * own. Centres are drawn with a probability that grows with the square of the distance to those drawn before (k-means++,
 * Arthur and Vassilvitskii 2007), in two levels: about n·45 comparisons each, whatever n.
 *
 * @param members places of the sounds
 * @param random 0…1
 */
export function* createCells(
  signatures: Int32Array,
  members: Uint32Array,
  random: () => number,
  most = mostCells,
): Generator<void, Cells, void> {
  if (members.length <= most) {
    return {
      centres: Array.from(members),
      cellOf: Uint16Array.from(members, (_, index) => index),
      apart: new Uint16Array(members.length),
    };
  }
  const coarse = yield* cut(signatures, members, coarseCells, random);
  const inside: number[][] = coarse.centres.map(() => []);
  for (const [index, cell] of coarse.cellOf.entries()) inside[cell]?.push(index);
  const centres: number[] = [];
  const cellOf = new Uint16Array(members.length);
  const apart = new Uint16Array(members.length);
  for (const indexes of inside) {
    const share = Math.max(1, Math.floor((most * indexes.length) / members.length));
    const within = Uint32Array.from(indexes, (index) => members[index] ?? 0);
    const fine = yield* cut(signatures, within, Math.min(share, indexes.length), random);
    for (const [at, index] of indexes.entries()) {
      cellOf[index] = centres.length + (fine.cellOf[at] ?? 0);
      apart[index] = fine.apart[at] ?? 0;
    }
    centres.push(...fine.centres);
  }
  return { centres, cellOf, apart };
}

/** Each member in the cell of the nearest of `wanted` centres. */
function* cut(
  signatures: Int32Array,
  members: Uint32Array,
  wanted: number,
  random: () => number,
): Generator<void, Cells, void> {
  const centres: number[] = [];
  const cellOf = new Uint16Array(members.length);
  const apart = new Uint16Array(members.length).fill(signatureWords * 32 + 1);
  let sum = 0;
  let next = Math.floor(random() * members.length);
  let compared = 0;
  while (centres.length < wanted) {
    const centre = members[next] ?? 0;
    sum = 0;
    for (let index = 0; index < members.length; index++) {
      const bits = bitsApart(signatures, centre, members[index] as number);
      if (bits < (apart[index] as number)) {
        apart[index] = bits;
        cellOf[index] = centres.length;
      }
      sum += (apart[index] as number) ** 2;
      compared += 1;
      if (compared % comparisonsAtOnce === 0) yield;
    }
    centres.push(centre);
    if (sum === 0) break;
    let left = random() * sum;
    for (next = 0; next < members.length - 1; next++) {
      left -= (apart[next] as number) ** 2;
      if (left <= 0) break;
    }
  }
  return { centres, cellOf, apart };
}

/**
 * Bits from which on a decision about one sound says nothing about another. Between 160 and 192 the order reached a given
 * accuracy with the fewest decisions in six labelled libraries; at 128 with half as many again (docs/review.md).
 */
const tellingBits = 176;

/** What a decision about each cell says about others: 255 at no distance, falling with its square; none at all is left out. */
export function* neighboursOf(
  signatures: Int32Array,
  centres: readonly number[],
): Generator<void, CellNeighbours, void> {
  const count = centres.length;
  const starts = new Uint32Array(count + 1);
  let cells = new Uint16Array(count * 16);
  let nearness = new Uint8Array(cells.length);
  let used = 0;
  let compared = 0;
  for (let one = 0; one < count; one++) {
    if (used + count > cells.length) {
      cells = widened(cells, (used + count) * 2);
      nearness = widened(nearness, cells.length);
    }
    for (let other = 0; other < count; other++) {
      const bits = other === one ? 0 : bitsApart(signatures, centres[one] as number, centres[other] as number);
      compared += 1;
      if (compared % comparisonsAtOnce === 0) yield;
      const near = bits >= tellingBits ? 0 : Math.round(255 * (1 - (bits / tellingBits) ** 2));
      if (near === 0) continue;
      cells[used] = other;
      nearness[used] = near;
      used += 1;
    }
    starts[one + 1] = used;
  }
  return { starts, cells: cells.slice(0, used), nearness: nearness.slice(0, used) };
}

function widened<Numbers extends Uint16Array | Uint8Array>(old: Numbers, length: number): Numbers {
  const grown = new (old.constructor as new (length: number) => Numbers)(length);
  grown.set(old);
  return grown;
}

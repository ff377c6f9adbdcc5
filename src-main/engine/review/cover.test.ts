import { describe, expect, it } from 'vitest';
import type { CellNeighbours } from '../../catalogue/index.ts';
import { isAuditPlace } from './audit-draw.ts';
import { createCover } from './cover.ts';

/** Two heaps of three cells that lie near each other, and one that is alone. */
const neighbours = sparse([
  [255, 200, 200, 0, 0, 0, 0],
  [200, 255, 120, 0, 0, 0, 0],
  [200, 120, 255, 0, 0, 0, 0],
  [0, 0, 0, 255, 200, 200, 0],
  [0, 0, 0, 200, 255, 120, 0],
  [0, 0, 0, 200, 120, 255, 0],
  [0, 0, 0, 0, 0, 0, 255],
]);

function sparse(rows: readonly (readonly number[])[]): CellNeighbours {
  const entries = rows.map((row) => row.flatMap((near, cell) => (near > 0 ? [{ near, cell }] : [])));
  const starts = [0];
  for (const row of entries) starts.push((starts.at(-1) ?? 0) + row.length);
  return {
    starts: Uint32Array.from(starts),
    cells: Uint16Array.from(entries.flat(), ({ cell }) => cell),
    nearness: Uint8Array.from(entries.flat(), ({ near }) => near),
  };
}

const cover = () => {
  const made = createCover({ cellCount: 7, neighbours });
  made.weigh(Float64Array.of(10, 10, 10, 5, 5, 5, 4));
  return made;
};

describe('covering a library', () => {
  it('begins in the middle of the largest heap, then goes where nothing was said yet', () => {
    expect(cover().next(3)).toEqual([0, 3, 6]);
  });

  it('goes on as if what is on show were decided', () => {
    expect(cover().next(2, [0])).toEqual([3, 6]);
  });

  it('leaves out what decisions explain, and comes back to the rest at last', () => {
    const made = cover();
    made.explain(3);
    expect(made.next(2)).toEqual([0, 6]);
    for (const cell of [0, 6, 1, 2, 4, 5]) made.explain(cell);
    expect(made.next(7)).toHaveLength(7);
  });

  it('follows what becomes less and more certain', () => {
    const made = cover();
    made.next(1);
    made.weigh(Float64Array.of(10, 10, 10, 5, 5, 5, 400));
    expect(made.next(1)).toEqual([6]);
    made.weigh(Float64Array.of(1, 1, 1, 5, 5, 5, 0));
    expect(made.next(2)).toEqual([3, 0]);
  });

  it('asks nothing about cells without open sounds', () => {
    const made = cover();
    made.weigh(Float64Array.of(0, 0, 0, 0, 0, 0, 2));
    expect(made.next(3)).toEqual([6]);
  });

  it('gives the same whether asked one by one or together', () => {
    const one = cover();
    const single = [1, 2, 3].map(() => {
      const [cell = -1] = one.next(1);
      one.explain(cell);
      return cell;
    });
    expect(single).toEqual(cover().next(3));
  });
});

describe('the audit', () => {
  it('takes exactly one place of each ten, not always the same', () => {
    const places = Array.from({ length: 200 }, (_, place) => place).filter((place) => isAuditPlace(place, 42));
    expect(places.map((place) => Math.floor(place / 10))).toEqual(Array.from({ length: 20 }, (_, block) => block));
    expect(new Set(places.map((place) => place % 10)).size).toBeGreaterThan(4);
  });
});

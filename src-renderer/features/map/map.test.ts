import { describe, expect, it } from 'vitest';
import { categories } from '../../../src-shared/ucs/index.ts';
import { farness, fitting, isInside, toMap, toPixels, zoomed } from './geometry.ts';
import { categoryColours, texture } from './palette.ts';
import { PointGrid } from './point-grid.ts';

const size = { width: 800, height: 600 };

describe('a view of the map', () => {
  it('shows all of a box, and keeps what lies below the pointer while it zooms', () => {
    const view = fitting({ left: -10, right: 30, top: 0, bottom: 5 }, size);
    for (const [x, y] of [
      [-10, 0],
      [30, 5],
    ] as const) {
      const at = toPixels(view, size, x, y);
      expect(at.x > 0 && at.x < size.width && at.y > 0 && at.y < size.height).toBe(true);
    }
    const before = toMap(view, size, 700, 80);
    const after = toMap(zoomed(view, size, 3, 700, 80, [0.1, 1e4]), size, 700, 80);
    expect(after.x).toBeCloseTo(before.x, 9);
    expect(after.y).toBeCloseTo(before.y, 9);
    expect(zoomed(view, size, 1e9, 0, 0, [0.1, 50]).scale).toBe(50);
  });

  it('knows what lies in a line that bends inwards, and what lies ahead', () => {
    const corners = [0, 0, 10, 0, 10, 10, 5, 2, 0, 10];
    expect([isInside(corners, 1, 5), isInside(corners, 5, 8), isInside(corners, 11, 5)]).toEqual([true, false, false]);
    expect(farness('right', 5, 0)).toBeLessThan(farness('right', 5, 3));
    expect(farness('up', 0, 5)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('a grid of points', () => {
  const places = Float32Array.from({ length: 2 * 400 }, (_, at) =>
    at % 2 === 0 ? (at / 2) % 20 : Math.floor(at / 40),
  );
  const grid = new PointGrid(places);
  const all = () => true;

  it('finds the nearest, the next and what lies inside, of those that are seen', () => {
    expect(grid.nearest(3.2, 4.1, 1, all)).toBe(83);
    expect(grid.nearest(3.2, 4.1, 1, (point) => point !== 83)).toBe(84);
    expect(grid.nearest(60, 60, 1, all)).toBe(-1);
    expect(grid.next(83, 'right', all)).toBe(84);
    expect(grid.next(83, 'up', all)).toBe(63);
    expect(grid.next(19, 'right', all)).toBe(-1);
    const square = Float32Array.of(0.5, 0.5, 2.5, 0.5, 2.5, 2.5, 0.5, 2.5);
    expect([...grid.inside(square, all)].sort((a, b) => a - b)).toEqual([21, 22, 41, 42]);
  });

  it('names where many of one category lie together', () => {
    const halves = Uint8Array.from({ length: 400 }, (_, point) => (point % 20 < 10 ? 1 : 2));
    const clusters = grid.clusters(halves);
    expect(clusters.map(({ category }) => category).sort()).toEqual([1, 2]);
    expect(clusters.find(({ category }) => category === 1)?.x).toBeLessThan(10);
  });
});

describe('colours', () => {
  it.each(['dark', 'light'] as const)('of all categories are told apart on %s', (theme) => {
    const colours = categoryColours(categories, theme).map(String);
    expect(new Set(colours).size).toBeGreaterThan(0.95 * categories.length);
  });

  it('of what is hidden are not seen', () => {
    const bytes = texture(categoryColours(categories, 'dark'), new Set([3]), 'dark');
    expect([bytes[3 * 4 + 3], bytes[4 * 4 + 3]]).toEqual([0, 255]);
  });
});

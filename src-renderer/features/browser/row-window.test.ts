import fc from 'fast-check';
import { expect, it } from 'vitest';
import { drawnRows, firstRowAt, revealing, scrollHeight, scrollTopOf } from './row-window.ts';

const geometries = fc.record({
  rowCount: fc.integer({ min: 0, max: 5_000_000 }),
  rowPixels: fc.constantFrom(24, 28, 36),
  viewportPixels: fc.integer({ min: 100, max: 2_000 }),
});

it('stays below what Chromium can draw', () => {
  fc.assert(
    fc.property(geometries, (geometry) => {
      expect(scrollHeight(geometry)).toBeLessThanOrEqual(33_500_000);
    }),
  );
});

it('shows the last row at the lower edge when scrolled to the end', () => {
  fc.assert(
    fc.property(geometries, (geometry) => {
      fc.pre(geometry.rowCount * geometry.rowPixels > geometry.viewportPixels);
      const end = scrollHeight(geometry) - geometry.viewportPixels;
      const lastRow = firstRowAt(end, geometry) + geometry.viewportPixels / geometry.rowPixels;
      expect(lastRow).toBeCloseTo(geometry.rowCount, 3);
      expect(drawnRows(firstRowAt(end, geometry), geometry).end).toBe(geometry.rowCount);
    }),
  );
});

it('finds back where it scrolled to', () => {
  fc.assert(
    fc.property(geometries, fc.double({ min: 0, max: 1, noNaN: true }), (geometry, part) => {
      const row = part * geometry.rowCount;
      expect(firstRowAt(scrollTopOf(row, geometry), geometry)).toBeCloseTo(row, 3);
    }),
  );
});

it('moves only as far as needed to show a row', () => {
  const geometry = { rowCount: 1_000, rowPixels: 28, viewportPixels: 280 };
  expect(revealing(5, 0, geometry)).toBe(0);
  expect(revealing(10, 0, geometry)).toBe(1);
  expect(revealing(3, 8, geometry)).toBe(3);
});

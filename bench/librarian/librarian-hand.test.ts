import { expect, it } from 'vitest';
import { decisionAbout, fittedNext } from './librarian-hand.ts';

it('fits the head after each decision at first, then after each tenth more', () => {
  const fits = [0];
  while ((fits.at(-1) ?? 0) < 200) fits.push(fittedNext(fits.at(-1) ?? 0));
  expect(fits.slice(0, 17)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17]);
  expect(fits.at(-1)).toBeLessThan(230);
  expect(fits.length).toBeLessThan(45);
});

it('decides what the first of a group is, and leaves out what is something else', () => {
  expect(decisionAbout(['DOORS', 'WIND', 'DOORS', undefined])).toEqual({ decision: 'DOORS', members: [0, 2] });
  expect(() => decisionAbout([undefined, 'WIND'])).toThrow('nobody knows');
});

import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrastRatio, type Oklch } from './contrast.ts';

const css = fs.readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const pair = /--([a-z-]+): light-dark\(oklch\(([\d. ]+)\), oklch\(([\d. ]+)\)\)/gu;
const colour = (text = ''): Oklch => {
  const [lightness = 0, chroma = 0, hueDegrees = 0] = text.split(' ').map(Number);
  return { lightness, chroma, hueDegrees };
};
const tokens = new Map(
  [...css.matchAll(pair)].map(([, name, light, dark]) => [name, { light: colour(light), dark: colour(dark) }]),
);
const token = (name: string) => {
  const found = tokens.get(name);
  if (found === undefined) throw new Error(`No token --${name}.`);
  return found;
};

const grounds = ['ground', 'panel', 'raised', 'hover', 'selected'];
const families = [...tokens.keys()].filter((name) => name?.startsWith('family-')).map(String);

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  const between = (one: string, other: string): number => contrastRatio(token(one)[theme], token(other)[theme]);

  it.each(['text', 'text-quiet', 'danger', 'warning', 'accent'].flatMap((text) => grounds.map((on) => [text, on])))(
    'has readable %s on %s',
    (text, on) => {
      expect(between(text, on)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('has readable text on the accent', () => {
    expect(between('on-accent', 'accent')).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['edge', 'accent', 'wave-low', 'wave-middle', 'wave-high', ...families])(
    'shows marks in %s against every ground',
    (mark) => {
      for (const on of ['ground', 'panel', 'raised']) expect(between(mark, on)).toBeGreaterThanOrEqual(3);
    },
  );
});

it('knows the twelve families', () => {
  expect(families).toHaveLength(12);
});

it('agrees with the known extremes', () => {
  const black = { lightness: 0, chroma: 0, hueDegrees: 0 };
  expect(contrastRatio(black, { lightness: 1, chroma: 0, hueDegrees: 0 })).toBeCloseTo(21, 1);
  expect(contrastRatio(black, black)).toBe(1);
});

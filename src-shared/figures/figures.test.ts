import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  barsFigure,
  cellWords,
  confusionTable,
  FIGURE_RULES,
  figureFile,
  figureMarkup,
  matrixFigure,
  scatterFigure,
} from './index.ts';

it('a matrix has what is confused side by side, and says shares of rows and columns', () => {
  const pairs = [
    [0, 0],
    [0, 3],
    [0, 3],
    [3, 0],
    [1, 1],
    [2, -1],
  ] as const;
  const table = confusionTable(pairs, ['A', 'B', 'C', 'D']);
  expect(table.rows).toEqual(['A', 'D', 'B', 'C']);
  expect(table.columns).toEqual(['A', 'D', 'B', 'C', '(nothing)']);
  expect(table.rowTotals).toEqual([3, 1, 1, 1]);
  expect(cellWords(table, 0, 1)).toBe('A taken for D: 2 of 3 (67 %); 100 % of what was taken for D');
  expect(cellWords(table, 2, 2)).toBe('B recognised: 1 of 1 (100 %); 100 % of what was taken for B');
  expect(cellWords(table, 1, 2)).toBe('D taken for B: 0 of 1 (0.0 %); 0.0 % of what was taken for B');
  expect(confusionTable(pairs, ['A', 'B', 'C', 'D'], 'name').rows).toEqual(['A', 'B', 'C', 'D']);
  const figure = matrixFigure(table, 'Confusion');
  expect(figureMarkup(figure).match(/<title>/gu)).toHaveLength(5);
});

it('bars go below nothing, have ranges, and say where a number is not defined', () => {
  const figure = barsFigure({
    name: 'Change <of> "x"',
    series: ['a', 'b'],
    rows: [{ name: 'row & more', values: [{ value: -0.5, low: -0.75, high: -0.25 }, { value: null }] }],
    format: (value) => value.toFixed(2),
  });
  const file = figureFile(figure);
  expect(file).toContain('row &amp; more, a: -0.50 (-0.75 to -0.25)');
  expect(file).toContain('row &amp; more, b: not defined');
  expect(file).toContain('<title>Change &lt;of&gt; &quot;x&quot;</title>');
  expect(file).not.toMatch(/NaN|undefined/u);
  expect(figureFile(barsFigure({ name: '', series: ['a'], rows: [], format: String }))).not.toContain('NaN');
});

it('a file holds no character that XML does not know', () => {
  const figure = scatterFigure([{ x: 0, y: 0, class: 'DOORS', about: 'a\u0000\uD800b.wav' }], 'map');
  expect(figureFile(figure)).toContain('a\uFFFD\uFFFDb.wav');
});

it('the window draws figures by the same rules', () => {
  const plain = (text: string) => text.replaceAll(/\s+/gu, ' ');
  const css = plain(readFileSync(new URL('../../src-renderer/components/figures/figure.css', import.meta.url), 'utf8'));
  for (const [, selector, body] of FIGURE_RULES.matchAll(/([^{}\n]+) \{ ([^}]*) \}/gu)) {
    expect(css).toContain(plain(`.figure ${selector} { ${body?.trim()} }`));
  }
});

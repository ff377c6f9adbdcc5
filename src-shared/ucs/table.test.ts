import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { categories, subcategories } from './table.ts';

describe('the UCS table', () => {
  it('holds what the published list holds, row by row', () => {
    const tsv = readFileSync(new URL('ucs-8.2.1.tsv', import.meta.url), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1);
    const asTsv = subcategories.map((row) =>
      [row.catId, row.catShort, row.category, row.subCategory, row.keywords.join(', ')].join('\t'),
    );
    expect(asTsv).toEqual(tsv);
    expect(subcategories).toHaveLength(753);
  });

  it('names the categories in the order of the encoder heads', () => {
    const heads = JSON.parse(readFileSync(new URL('../../models/aisfx/head-classes.json', import.meta.url), 'utf8'));
    expect(categories).toEqual(heads.categories);
    expect(categories).toHaveLength(82);
    expect(categories).toContain('ARCHIVED');
  });
});

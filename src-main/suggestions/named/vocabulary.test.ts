import { describe, expect, it } from 'vitest';
import { categories, subcategories } from '../../../src-shared/ucs/index.ts';
import { keyOf, vocabulary } from './vocabulary.ts';

describe('vocabulary', () => {
  it('compiles: every target of the word lists is a category or a CatID', () => {
    expect(vocabulary().terms.size).toBeGreaterThan(10_000);
  });

  it('knows every category by its name, except where it is no sound', () => {
    const unknown = categories.filter((name) => {
      const term = vocabulary().terms.get(keyOf(name)) ?? vocabulary().terms.get(keyOf(name.split(' ')[0] ?? ''));
      return !term?.categories.includes(categories.indexOf(name));
    });
    expect(unknown).toEqual(['ARCHIVED']);
  });

  it('knows subcategories by their keywords', () => {
    const wood = vocabulary().terms.get(keyOf('hinge'));
    expect(wood?.subcategoryCategories).toContain(categories.indexOf('DOORS'));
    for (const index of wood?.subcategories ?? []) expect(subcategories[index]).toBeDefined();
  });

  it('does not take numbers or single letters for words', () => {
    for (const key of ['1', '350', 'a', 't']) expect(vocabulary().terms.has(key)).toBe(false);
  });
});

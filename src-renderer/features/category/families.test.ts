import { expect, it } from 'vitest';
import { categories } from '../../../src-shared/ucs/index.ts';
import { families, familyOf } from './families.ts';

it('gives each of the 82 categories a family, and each family several categories', () => {
  const counted = new Map(families.map((family) => [family, 0]));
  for (const category of categories) counted.set(familyOf(category), (counted.get(familyOf(category)) ?? 0) + 1);
  expect(categories).toHaveLength(82);
  expect(Math.min(...counted.values())).toBeGreaterThanOrEqual(4);
  expect(counted.get('interface')).toBe(8);
});

import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { splitName } from '../ucs/index.ts';
import { meaningOf, parseQuery, widenByMeaning } from './index.ts';

const widened = (text: string) => {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return widenByMeaning(parsed.query);
};

describe('words that mean the same', () => {
  it('are the synonyms and the subcategory of what a word names', () => {
    const car = meaningOf('Car');
    expect(car?.catIds).toEqual(['VEHCar']);
    expect(car?.words).toEqual(expect.arrayContaining(['automobile', 'sedan', 'hatchback']));
    expect(meaningOf('dog')?.words).toEqual(expect.arrayContaining(['hound', 'puppy']));
  });

  it('leave out what other categories mean by them', () => {
    const car = meaningOf('car')?.words;
    for (const word of ['station', 'compact', 'sports', 'auto', 'wagon']) expect(car).not.toContain(word);
  });

  it('take a word that names a category for all of it, in singular and plural', () => {
    expect(meaningOf('door')).toMatchObject({ categories: ['DOORS'] });
    expect(meaningOf('doors')?.catIds).toEqual(meaningOf('door')?.catIds);
    expect(meaningOf('door')?.catIds).toEqual(expect.arrayContaining(['DOORWood', 'VEHDoor']));
  });

  it('are unknown for words that name nothing', () => {
    for (const word of ['sedan', 'misc', 'heavy', 'constructor', '03', '']) expect(meaningOf(word)).toBeUndefined();
  });

  it('count only for words that stand for themselves', () => {
    for (const text of ['=car', '"car"', 'car*', '-car', 'name:car', 'door-car']) {
      expect(widened(text).expandedTo).toEqual([]);
    }
    expect(widened('(car, DOG) -car')).toMatchObject({
      query: {
        kind: 'and',
        terms: [
          { kind: 'or', terms: [{ kind: 'meaning', word: 'car' }, { kind: 'meaning' }] },
          { kind: 'not', term: { kind: 'word' } },
        ],
      },
      expandedTo: [{ term: 'car' }, { term: 'dog' }],
    });
  });

  it('bring no stranger among real file names', () => {
    const names = readdirSync(new URL('../../e2e/starter-sounds', import.meta.url)).map(splitName);
    for (const term of new Set(names.flat())) {
      const words = meaningOf(term)?.words ?? [];
      const brought = names.filter((name) => !name.includes(term) && name.some((word) => words.includes(word)));
      expect(brought, term).toEqual([]);
    }
  });

  it('stay few, so that a search stays one question to the index', () => {
    for (const term of [
      'impact',
      'door',
      'animal',
      'gun',
      'voice',
      'whoosh',
      'crowd',
      'explosion',
      'weapon',
      'horse',
    ]) {
      expect(meaningOf(term)?.words.length ?? 0).toBeLessThan(40);
    }
  });
});

import { describe, expect, it } from 'vitest';
import type { LibraryId, SoundId } from '../../../src-shared/contract/identifiers.ts';
import { asksForSomething, filterOf, narrowed, readQuery, type SoundQuery, withToggled } from './sound-query.ts';

const query: SoundQuery = {
  text: 'door',
  narrowing: {
    folder: { libraryId: 3 as LibraryId, path: 'Foley/Doors' },
    containers: ['wav', 'flac'],
    bitDepths: [24, null],
    favourites: [true],
    unreviewed: true,
    sounds: { ids: [3 as SoundId, 5 as SoundId], about: 'WATER, taken for RAIN' },
  },
  thesaurus: false,
  sort: { by: 'duration', descending: true },
};

describe('a query', () => {
  it('comes back from what was kept of it', () => {
    expect(readQuery(JSON.parse(JSON.stringify(filterOf(query))))).toEqual(query);
  });

  it('passes over what another version kept', () => {
    expect(
      readQuery({ text: 7, containers: ['wav', 9], moods: ['sad'], folder: { path: 'x' }, sort: { by: 'luck' } }),
    ).toEqual({
      text: '',
      narrowing: { containers: ['wav'] },
      thesaurus: true,
      sort: { by: 'path' },
    });
    expect(readQuery('door')).toBeUndefined();
  });

  it('asks for everything when nothing narrows it', () => {
    const everything: SoundQuery = { text: ' ', narrowing: {}, thesaurus: true, sort: { by: 'name' } };
    expect(asksForSomething(everything)).toBe(false);
    expect(filterOf(everything)).toEqual({ sort: { by: 'name' } });
    expect(asksForSomething({ ...everything, narrowing: { unreviewed: true } })).toBe(true);
  });
});

describe('narrowing', () => {
  it('chooses and leaves alternatives of a facet', () => {
    const one = withToggled({}, 'channels', 2);
    expect(one).toEqual({ channels: [2] });
    expect(withToggled(one, 'channels', 1)).toEqual({ channels: [2, 1] });
    expect(withToggled(one, 'channels', 2)).toEqual({});
  });

  it('takes parts away', () => {
    expect(narrowed({ category: 'DOORS', unreviewed: true }, { category: undefined, catId: 'DOORWood' })).toEqual({
      unreviewed: true,
      catId: 'DOORWood',
    });
  });
});

import { describe, expect, it } from 'vitest';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { meantSounds } from './meant-sounds.ts';

const results = { id: 7, count: 100 };
const selection = { row: 3, sound: { id: 12 as SoundId } as SoundRecord };

describe('what a command is about', () => {
  it('is the chosen sound while it alone is selected', () => {
    const one = { count: 1, sounds: { ids: [12] } };
    expect(meantSounds({ selection, selected: [{ first: 3, end: 4 }], results })).toEqual(one);
    expect(meantSounds({ selection, selected: [], results })).toEqual(one);
  });

  it('is rows of the results where several are selected, never their ids', () => {
    const selected = [
      { first: 0, end: 2 },
      { first: 5, end: 50 },
    ];
    expect(meantSounds({ selection, selected, results })).toEqual({
      count: 47,
      sounds: { resultSetId: 7, ranges: selected },
    });
  });

  it('is the whole result set where all are selected', () => {
    expect(meantSounds({ selection, selected: [{ first: 0, end: 100 }], results })).toEqual({
      count: 100,
      sounds: { resultSetId: 7 },
    });
  });

  it('is nothing where nothing is chosen', () => {
    expect(meantSounds({ selection: null, selected: [], results })).toBeNull();
  });
});

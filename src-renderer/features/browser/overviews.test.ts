import { describe, expect, it } from 'vitest';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import { createOverviews } from './overviews.ts';

const id = (number: number): SoundId => number as SoundId;
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

describe('small waveforms', () => {
  it('come for the newest rows first, and never for rows that have gone', async () => {
    const asked: number[] = [];
    const answers: (() => void)[] = [];
    const overviews = createOverviews((sound) => {
      asked.push(sound);
      return new Promise((resolve) => answers.push(() => resolve(null)));
    });
    const gone = new AbortController();
    for (const number of [1, 2, 3, 4, 5])
      overviews.wish(id(number), number === 4 ? gone.signal : new AbortController().signal, () => {});
    gone.abort();
    expect(asked).toEqual([1, 2]);
    for (const answer of answers.splice(0)) answer();
    await settle();
    expect(asked).toEqual([1, 2, 5, 3]);
  });

  it('stay known once they were shown, also where a sound has none', async () => {
    const overviews = createOverviews(async () => null);
    expect(overviews.known(id(1))).toBeUndefined();
    overviews.wish(id(1), new AbortController().signal, () => {});
    await settle();
    expect(overviews.known(id(1))).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupSounds, type SplittableSound, splitSounds } from './split-sounds.ts';

const soundOf = (change: Partial<SplittableSound> & Pick<SplittableSound, 'path'>): SplittableSound => ({
  dataset: 0,
  library: 'one',
  label: 'DOORS',
  payloadHash: null,
  duplicateGroups: [],
  ...change,
});

const anySounds = fc.array(
  fc.record({
    dataset: fc.nat(2),
    library: fc.constantFrom('one', 'other'),
    path: fc.stringMatching(/^[a-f]{1,2}(_[0-9])?\.wav$/),
    label: fc.constantFrom('DOORS', 'RAIN', 'WOOD', 'BIRDS'),
    payloadHash: fc.option(fc.stringMatching(/^[0-9a-c]$/)),
    duplicateGroups: fc.uniqueArray(fc.constantFrom('x', 'y', 'z'), { maxLength: 1 }),
  }),
  { maxLength: 60 },
);
const anyShares = fc.record({ validation: fc.constantFrom(0, 0.15, 0.5), test: fc.constantFrom(0, 0.2, 0.4) });

describe('splitting sounds', () => {
  it('never parts a group, and never the same audio, whatever the dataset', () => {
    fc.assert(
      fc.property(anySounds, anyShares, fc.boolean(), fc.nat(), (sounds, shares, grouped, seed) => {
        const pairs = sounds.length > 3 ? ([[0, 3]] as const) : [];
        const groups = groupSounds(sounds, grouped, pairs);
        const splits = splitSounds(sounds, groups, shares, seed);
        expect(splits).toHaveLength(sounds.length);
        const sidesBy = (key: (sound: SplittableSound, place: number) => string | null) => {
          const sides = new Map<string, Set<string>>();
          for (const [place, sound] of sounds.entries()) {
            const name = key(sound, place);
            if (name !== null) sides.set(name, (sides.get(name) ?? new Set()).add(splits[place] ?? ''));
          }
          return [...sides.values()].every(({ size }) => size === 1);
        };
        expect(sidesBy((_, place) => `${groups[place]}`)).toBe(true);
        expect(sidesBy(({ payloadHash }) => payloadHash)).toBe(true);
        if (grouped) expect(sidesBy(({ duplicateGroups }) => duplicateGroups[0] ?? null)).toBe(true);
        if (shares.validation === 0) expect(splits).not.toContain('validation');
        if (shares.test === 0) expect(splits).not.toContain('test');
      }),
    );
  });

  it('is always the same for a seed', () => {
    fc.assert(
      fc.property(anySounds, fc.nat(), (sounds, seed) => {
        const groups = groupSounds(sounds, true, []);
        const shares = { validation: 0.2, test: 0.2 };
        expect(splitSounds(sounds, groups, shares, seed)).toEqual(splitSounds(sounds, groups, shares, seed));
      }),
    );
  });

  it('shares out every class of every dataset as wanted', () => {
    const sounds = [0, 1].flatMap((dataset) =>
      ['DOORS', 'RAIN'].flatMap((label, at) =>
        Array.from({ length: 40 * (at + 1) }, (_, n) =>
          soundOf({
            dataset,
            label,
            path: `${dataset}/${label}/${'abcdefghij'[n % 10]}x${'abcdefghij'[Math.floor(n / 10)]}x.wav`,
          }),
        ),
      ),
    );
    const splits = splitSounds(sounds, groupSounds(sounds, true, []), { validation: 0.15, test: 0.15 }, 7);
    for (const dataset of [0, 1]) {
      for (const [label, wanted] of [
        ['DOORS', 6],
        ['RAIN', 12],
      ] as const) {
        for (const side of ['validation', 'test']) {
          const there = sounds.filter(
            (sound, at) => sound.dataset === dataset && sound.label === label && splits[at] === side,
          );
          expect(there).toHaveLength(wanted);
        }
      }
    }
  });

  it('trains on a class of one, scores a class of two, and tests a class of three', () => {
    const some = (label: string, count: number) =>
      Array.from({ length: count }, (_, n) => soundOf({ label, path: `${label}${'abc'[n]}x.wav` }));
    const sounds = [...some('one', 1), ...some('two', 2), ...some('three', 3)];
    const splits = splitSounds(sounds, groupSounds(sounds, true, []), { validation: 0.15, test: 0.15 }, 1);
    expect(splits.slice(0, 1)).toEqual(['training']);
    expect(splits.slice(1, 3).toSorted()).toEqual(['training', 'validation']);
    expect(splits.slice(3).toSorted()).toEqual(['test', 'training', 'validation']);
  });

  it('keeps numbered variants together only where that is wanted', () => {
    const sounds = ['door_1.wav', 'door_2.wav'].map((path) => soundOf({ path }));
    expect(new Set(groupSounds(sounds, true, [])).size).toBe(1);
    expect(new Set(groupSounds(sounds, false, [[0, 1]])).size).toBe(2);
    const copies = sounds.map((sound) => ({ ...sound, payloadHash: 'same' }));
    expect(new Set(groupSounds(copies, false, [])).size).toBe(1);
  });
});

import { expect, describe as group, it } from 'vitest';
import type { Suggestion } from '../../../src-shared/contract/suggestions.ts';
import { suggestionsOf } from '../../../src-shared/suggestions/index.ts';
import { categories } from '../../../src-shared/ucs/index.ts';
import { joinBytes } from '../../joined-bytes.ts';
import { createNameContext, packNames, readNames, unpackNames } from '../named/index.ts';
import { readStarter } from '../starter.ts';
import { describe } from '../suggest.ts';
import { randomNumbers } from '../testing/random-numbers.test-support.ts';
import { Learner } from './learner.ts';

const starter = readStarter();
if (starter === null) throw new Error('No starter head comes along.');
const { features } = starter;

const paths = ['Doors/slam.wav', 'ambience/birds_01.wav', 'DOORWood_Slam_ABC_XYZ.wav', 'IMG_0001.wav', 'dog bark.wav'];
const read = (relativePath: string): Uint8Array =>
  packNames(readNames({ libraryName: 'Some Library', relativePath }, createNameContext()));

function frames(seed: number) {
  const next = randomNumbers(seed);
  const embeddings = Float32Array.from(
    { length: 512 },
    (_, at) => (features.mean[at] ?? 0) + (features.spread[at] ?? 0) * 3 * (next() - 0.5),
  );
  const shares = Float32Array.from(categories, () => next());
  const total = shares.reduce((sum, share) => sum + share);
  return { embeddings, levelsDb: Float32Array.of(-20), frameCategories: shares.map((share) => share / total) };
}

/** Sounds of whom nothing is stored, with their names. */
function loaded(names: readonly Uint8Array[]): Learner {
  if (starter === null) throw new Error('No starter head comes along.');
  const learner = new Learner(starter);
  const soundIds = Uint32Array.from(names, (_, at) => at + 1);
  const packed = joinBytes(names.map((_, at) => describe(frames(at + 1)).features ?? new Uint8Array()));
  const said = joinBytes(names);
  learner.load({
    soundIds,
    payloadIds: soundIds,
    // Each in a folder of its own.
    folders: Float64Array.from(soundIds),
    features: packed.bytes,
    ends: packed.ends,
    names: said.bytes,
    nameEnds: said.ends,
  });
  learner.begin(null);
  return learner;
}

function renewed(learner: Learner): Map<number, { first: unknown; suggestions: readonly Suggestion[] }> {
  const all = new Map<number, { first: unknown; suggestions: readonly Suggestion[] }>();
  while (!learner.isSettled) {
    learner.step();
    const unknown = learner.takeUnknown(100);
    learner.putStored(unknown, new Uint8Array(unknown.length * 5).fill(255), new Float32Array(unknown.length * 5));
    for (let batch = learner.take(50); batch !== null; batch = learner.take(50)) {
      for (const { soundId, first, text } of batch.sounds)
        all.set(soundId, { first, suggestions: suggestionsOf(text) });
    }
  }
  return all;
}

group('names beside what is heard', () => {
  it('are the same when suggestions are made first and when they are renewed', () => {
    const again = renewed(loaded(paths.map(read)));
    for (const [at, file] of paths.entries()) {
      const { suggestions } = describe({ ...frames(at + 1), named: unpackNames(read(file)) });
      const found = again.get(at + 1);
      expect(found?.suggestions).toHaveLength(suggestions.length);
      for (const [place, first] of suggestions.entries()) {
        const now = found?.suggestions[place];
        expect(now).toMatchObject({ category: first.category, catId: first.catId });
        expect(Math.abs((now?.probability ?? 0) - first.probability)).toBeLessThan(0.001);
        expect(now?.evidence.map(({ kind, text }) => [kind, text])).toEqual(
          first.evidence.map(({ kind, text }) => [kind, text]),
        );
        for (const [reason, { probability }] of first.evidence.entries()) {
          expect(Math.abs((now?.evidence[reason]?.probability ?? 0) - probability)).toBeLessThan(0.001);
        }
      }
      expect(found?.first).toMatchObject({ category: suggestions[0]?.category, catId: suggestions[0]?.catId });
    }
  });

  it('bring subcategories that they are certain of', () => {
    const [first] = renewed(loaded(paths.map(read))).get(3)?.suggestions ?? [];
    expect(first).toMatchObject({ category: 'DOORS', catId: 'DOORWood' });
  });

  it('change nothing where they say nothing', () => {
    const suggestions = renewed(loaded(paths.map(read))).get(4)?.suggestions ?? [];
    expect(suggestions.flatMap(({ evidence }) => evidence).some(({ kind }) => kind === 'named')).toBe(false);
    expect(suggestions.map(({ category }) => category)).toEqual(
      describe(frames(4)).suggestions.map(({ category }) => category),
    );
  });

  it('are taken in when they are read anew, and only for what they are of', () => {
    const learner = loaded(paths.map(read));
    const before = renewed(learner);
    const names = read('DOORWood_Slam_ABC_XYZ.wav');
    learner.putNames(
      Uint32Array.of(5, 1),
      joinBytes([names, read(paths[0] ?? '')]).bytes,
      joinBytes([names, read(paths[0] ?? '')]).ends,
    );
    const after = renewed(learner);
    expect([...after.keys()]).toEqual([5]);
    expect(before.get(5)?.suggestions[0]?.category).toBe('ANIMALS');
    expect(after.get(5)?.suggestions[0]).toMatchObject({ category: 'DOORS', catId: 'DOORWood' });
  });
});

group('labels of sounds with names', () => {
  const dogs = Array.from({ length: 6 }, (_, at) => `Sounds/dog_bark_${at + 1}.wav`);
  const label = (soundId: number, category: string) => ({ soundId, payloadId: soundId, region: null, category });
  const shareOf = (found: ReturnType<typeof renewed>, soundId: number, category: string) =>
    found.get(soundId)?.suggestions.find((one) => one.category === category);

  it('teach what names mean here', () => {
    const learner = loaded(dogs.map(read));
    const before = renewed(learner);
    expect(shareOf(before, 6, 'ANIMALS')?.probability).toBeGreaterThan(0.8);
    learner.label([1], [label(1, 'CREATURES')]);
    const once = renewed(learner);
    expect(shareOf(once, 6, 'CREATURES')?.probability).toBeGreaterThan(0.1);
    for (const soundId of [2, 3, 4]) learner.label([soundId], [label(soundId, 'CREATURES')]);
    const now = renewed(learner).get(6)?.suggestions ?? [];
    expect(now[0]?.category).toBe('CREATURES');
    expect(now[0]?.evidence.find(({ kind }) => kind === 'named')?.text).toBe('you called others named so CREATURES');
  });

  it('are forgotten with the labels', () => {
    const learner = loaded(dogs.map(read));
    const before = shareOf(renewed(learner), 6, 'ANIMALS')?.probability ?? 0;
    learner.label([1], [label(1, 'CREATURES')]);
    renewed(learner);
    learner.label([1], []);
    expect(shareOf(renewed(learner), 6, 'ANIMALS')?.probability).toBeCloseTo(before, 1);
  });
});

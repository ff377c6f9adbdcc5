import { beforeEach, describe, expect, it } from 'vitest';
import { suggestionsOf } from '../../../src-shared/suggestions/index.ts';
import { categories } from '../../../src-shared/ucs/index.ts';
import { packFeatures } from '../features.ts';
import { readStarter } from '../starter.ts';
import { randomNumbers } from '../testing/random-numbers.test-support.ts';
import { type Batch, Learner } from './learner.ts';

const starter = readStarter();
if (starter === null) throw new Error('No starter head comes along.');

const FAMILIES = 6;
const doors = categories.indexOf('DOORS');

/** Sounds of a family are alike; the embedding's numbers lie around the starter's means. */
function featuresOf(number: number): Uint8Array {
  if (starter === null) return new Uint8Array();
  const family = randomNumbers((number % FAMILIES) * 77 + 1);
  const own = randomNumbers(number + 10_000);
  const { mean, spread } = starter.features;
  const embeddings = Float32Array.from(
    { length: 512 },
    (_, at) => (mean[at] ?? 0) + (spread[at] ?? 0) * (4 * (family() - 0.5) + (own() - 0.5)),
  );
  const shares = Float32Array.from(categories, () => own());
  const total = shares.reduce((sum, share) => sum + share);
  const frameCategories = shares.map((share) => share / total);
  return (
    packFeatures(starter.features, { embeddings, levelsDb: Float32Array.of(-20), frameCategories }) ?? new Uint8Array()
  );
}

const known = sounds(1, 1300);

function sounds(from: number, to: number) {
  const numbers = Array.from({ length: to - from }, (_, at) => from + at);
  const packed = numbers.map(featuresOf);
  let end = 0;
  const ends = Uint32Array.from(packed, (one) => {
    end += one.length;
    return end;
  });
  const soundIds = Uint32Array.from(numbers);
  return {
    soundIds,
    payloadIds: soundIds,
    folders: Float64Array.from(numbers, (number) => Math.floor(number / 100)),
    features: new Uint8Array(Buffer.concat(packed)),
    ends,
  };
}

/** Does all that is wanted, as the engine does; nothing is stored before. */
function settle(learner: Learner, stored: Map<number, string>): readonly Batch[] {
  const batches: Batch[] = [];
  while (!learner.isSettled) {
    learner.step();
    const unknown = learner.takeUnknown(100);
    learner.putStored(unknown, new Uint8Array(unknown.length * 5).fill(255), new Float32Array(unknown.length * 5));
    for (let batch = learner.take(50); batch !== null; batch = learner.take(50)) {
      batches.push(batch);
      for (const { soundId, text } of batch.sounds) stored.set(soundId, text);
    }
  }
  return batches;
}
const label = (soundId: number, category: string) => ({ soundId, payloadId: soundId, region: null, category });
const doorsOf = (stored: ReadonlyMap<number, string>, soundId: number): number =>
  suggestionsOf(stored.get(soundId) ?? '[]').find(({ category }) => category === 'DOORS')?.probability ?? 0;
const firsts = (stored: ReadonlyMap<number, string>) =>
  [...stored].map(([soundId, text]) => `${soundId} ${suggestionsOf(text).map(({ category }) => category)}`).sort();

let learner: Learner;
let stored: Map<number, string>;
beforeEach(() => {
  learner = new Learner(starter);
  learner.load(known);
  stored = new Map();
  learner.begin(null);
  settle(learner, stored);
});

describe('learning from labels', () => {
  it('suggests for every sound, by the starter', () => {
    expect(stored.size).toBe(1299);
    expect(suggestionsOf(stored.get(1) ?? '')).toHaveLength(5);
    expect(suggestionsOf(stored.get(1) ?? '')[0]?.evidence.map(({ kind }) => kind)).toEqual([
      'heard',
      'learned',
      'fellows',
    ]);
  });

  it('suggests what a person said for what is like it, that first', () => {
    const before = doorsOf(stored, 1 + FAMILIES);
    learner.label([1], [label(1, 'DOORS')]);
    const batches = settle(learner, stored);
    expect(doorsOf(stored, 1 + FAMILIES)).toBeGreaterThan(before + 0.05);
    expect(batches[0]?.urgent).toBe(true);
    expect(batches[0]?.sounds.some(({ soundId }) => soundId === 1)).toBe(true);
    const likeIt = batches[0]?.sounds.filter(({ soundId }) => soundId % FAMILIES === 1).length ?? 0;
    expect(likeIt).toBeGreaterThan((batches[0]?.sounds.length ?? 0) / 2);
    const reasons = suggestionsOf(stored.get(1) ?? '').find(({ category }) => category === 'DOORS')?.evidence;
    expect(reasons?.find(({ kind }) => kind === 'learned')?.text).toBe('fits what you labelled DOORS');
  });

  it('speaks most to what lies in the folder of what a person decided', () => {
    const before = new Map(stored);
    learner.label([1], [label(1, 'DOORS')]);
    settle(learner, stored);
    const gain = (soundId: number) => doorsOf(stored, soundId) - doorsOf(before, soundId);
    const mean = (soundIds: readonly number[]) => soundIds.reduce((sum, id) => sum + gain(id), 0) / soundIds.length;
    const family = Array.from({ length: 16 }, (_, at) => 1 + FAMILIES * (at + 1));
    expect(mean(family.filter((id) => id < 100))).toBeGreaterThan(mean(family.map((id) => id + 600)) + 0.02);
    const evidence = suggestionsOf(stored.get(7) ?? '').find(({ category }) => category === 'DOORS')?.evidence;
    expect(evidence?.find(({ kind }) => kind === 'fellows')?.probability).toBeGreaterThan(0.1);
  });

  it('looks anew at folders that sounds were moved to', () => {
    const moved = known.soundIds.slice(0, 3);
    learner.load({
      ...known,
      soundIds: moved,
      payloadIds: moved,
      folders: Float64Array.of(12, 12, 12),
      ends: known.ends.slice(0, 3),
    });
    expect(learner.has(2, 2, 12)).toBe(true);
    expect(learner.has(2, 2, 0)).toBe(false);
    expect(learner.isBusy).toBe(true);
    const again = new Learner(starter);
    const storedAgain = new Map<number, string>();
    const folders = known.folders.map((folder, at) => (at < 3 ? 12 : folder));
    again.load({ ...known, folders });
    again.begin(null);
    settle(again, storedAgain);
    settle(learner, stored);
    const same = firsts(stored).filter((line, at) => line === firsts(storedAgain)[at]).length;
    expect(same / stored.size).toBeGreaterThan(0.95);
  });

  it('takes it back with the label', () => {
    const before = new Map(stored);
    learner.label([1], [label(1, 'DOORS')]);
    settle(learner, stored);
    learner.label([1], []);
    settle(learner, stored);
    for (const soundId of stored.keys()) expect(doorsOf(stored, soundId)).toBeCloseTo(doorsOf(before, soundId), 1);
  });

  it('is the same whatever came first, and after a new start', () => {
    const labels = [label(1, 'DOORS'), label(2, 'WATER'), label(3, 'RAIN'), label(7, 'DOORS')];
    for (const one of labels) {
      learner.label([one.soundId], [one]);
      settle(learner, stored);
    }
    const again = new Learner(starter);
    const storedAgain = new Map<number, string>();
    again.label(labels.map(({ soundId }) => soundId).reverse(), labels.toReversed());
    again.load(known);
    again.begin(null);
    settle(again, storedAgain);
    expect(again.scoring).toBe(learner.scoring);
    const same = firsts(stored).filter((line, at) => line === firsts(storedAgain)[at]).length;
    // What is as good as equally likely may change places.
    expect(same / stored.size).toBeGreaterThan(0.9);
    for (const soundId of stored.keys()) {
      expect(Math.abs(doorsOf(stored, soundId) - doorsOf(storedAgain, soundId))).toBeLessThan(0.021);
    }
  });

  it('writes nothing at a start where nothing changed', () => {
    const again = new Learner(starter);
    again.load(known);
    again.begin(learner.scoring);
    const batches: (Batch | null)[] = [];
    while (again.isBusy) again.step();
    batches.push(again.take(50));
    expect(batches).toEqual([null]);
    expect(again.takeUnknown(10)).toHaveLength(0);
    expect(again.isSettled).toBe(true);
  });

  it('learns nothing of labels of sounds that are gone', () => {
    const before = learner.scoring;
    learner.label([1], [label(1, 'DOORS')]);
    settle(learner, stored);
    expect(learner.scoring).not.toBe(before);
    learner.forget([1]);
    settle(learner, stored);
    expect(learner.scoring).toBe(before);
  });

  it('asks again what is stored where it could not be', () => {
    learner.label([1], [label(1, 'DOORS')]);
    while (learner.isBusy) learner.step();
    const batch = learner.take(50);
    learner.refuse(batch?.sounds ?? []);
    expect(learner.isSettled).toBe(false);
    expect(learner.takeUnknown(50)).toHaveLength(batch?.sounds.length ?? 0);
  });

  it('never suggests what nobody can hear', () => {
    expect([...stored.values()].some((text) => text.includes('ARCHIVED'))).toBe(false);
    expect(doors).toBeGreaterThan(0);
  });
});

/** Reviewing through the contract, over a real catalogue with made-up sounds and suggestions. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { ReviewItem, ReviewOrder, ReviewState } from '../../../src-shared/contract/review.ts';
import { makeUpCatalogue, type Sound } from '../../catalogue/testing/made-up-catalogue.ts';
import { type DrivenEngine, driveEngine } from '../testing/drive-engine.test-support.ts';

let folder = '';
let engine: DrivenEngine;

async function openOn(sounds: readonly Sound[]): Promise<void> {
  const file = path.join(folder, 'test.sonotheque');
  await makeUpCatalogue(file, sounds);
  engine = await driveEngine({ catalogue: file });
}

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-review-'));
});
afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a review and waits until its groups are known. */
async function open(text = ''): Promise<ReviewState> {
  const { sessionId } = await engine.client.review.open(text === '' ? {} : { filter: { text } });
  return stateWhere(sessionId, ({ groups }) => groups !== null);
}

async function stateWhere(sessionId: number, holds: (state: ReviewState) => boolean): Promise<ReviewState> {
  for await (const state of await engine.client.review.watch({ sessionId })) if (holds(state)) return state;
  throw new Error('The review ended.');
}

const nameOf = ({ members }: ReviewItem): string => path.basename(members[0]?.sound.path ?? '');
const idsOf = ({ members }: ReviewItem): SoundId[] => members.map(({ sound }) => sound.id);

/** The next items of the queue; where one was drawn at random instead, what comes at the place after it. */
async function queue(
  sessionId: number,
  order: ReviewOrder,
  limit: number,
  onHand: SoundId[] = [],
): Promise<ReviewItem[]> {
  const found: ReviewItem[] = [];
  for (let place = 0; found.length < limit && place < limit * 3; place++) {
    const [item] = await engine.client.review.next({
      sessionId,
      order,
      onHand: [...onHand, ...found.flatMap(idsOf)],
      place,
      limit: 1,
    });
    if (item?.kind === 'queue') found.push(item);
  }
  return found;
}

const decide = (sessionId: number, item: ReviewItem, decision = 'DOORS') =>
  engine.client.review.decide({
    commandId: uuidv7(),
    sessionId,
    sounds: idsOf(item),
    decision,
    audited: item.kind === 'audit' ? (idsOf(item)[0] as SoundId) : null,
  });

const few: readonly Sound[] = [
  { name: 'a/sure.wav', seed: 1, probability: 0.95 },
  { name: 'a/unsure.wav', seed: 2, probability: 0.2 },
  { name: 'b/against.wav', seed: 3, probability: 0.8, named: { category: 'WIND', probability: 0.9 } },
  { name: 'b/half.wav', seed: 4, probability: 0.5, named: { category: 'DOORS', probability: 0.9 } },
];

describe('the queue', () => {
  it('has an order for each purpose', async () => {
    await openOn(few);
    const { sessionId, sounds, groups } = await open();
    expect(sounds).toEqual({ total: 4, person: 0, machine: 0, open: 4 });
    expect(groups).toBe(4);
    expect((await queue(sessionId, 'least-certain', 3)).map(nameOf)).toEqual(['unsure.wav', 'half.wav', 'against.wav']);
    await expect
      .poll(
        async () => {
          const [first] = await queue(sessionId, 'disagreement', 1);
          return first && [nameOf(first), Math.round((first.disagreement ?? 0) * 100)];
        },
        { timeout: 10_000 },
      )
      .toEqual(['against.wav', Math.round(Math.sqrt(0.8 * 0.9) * 100)]);
    const random = (seed: number) =>
      engine.client.review
        .next({ sessionId, order: 'random', seed, place: 0, limit: 4 })
        .then((items) => items.map(nameOf));
    expect(await random(3)).toEqual(await random(3));
  });

  it('keeps to what a filter means, and leaves decided sounds out', async () => {
    await openOn(few);
    const [sound] = await engine.sounds('half');
    await engine.client.labels.set({ commandId: uuidv7(), sounds: { ids: [sound?.id as SoundId] }, decision: 'WIND' });
    const { sessionId, sounds } = await open('path:b');
    expect(sounds).toEqual({ total: 2, person: 1, machine: 0, open: 1 });
    expect((await queue(sessionId, 'newest', 5)).map(nameOf)).toEqual(['against.wav']);
  });

  it('puts what says most about the rest first, and what was explained by a decision last', async () => {
    await openOn([
      ...[1, 2, 3, 4, 5].map((take) => ({ name: `x${take}/big heap.wav`, seed: 1, probability: 0.5 })),
      { name: 'lonely.wav', seed: 2, probability: 0.5 },
      ...[1, 2, 3].map((take) => ({ name: `y${take}/small heap.wav`, seed: 3, probability: 0.5 })),
    ]);
    const { sessionId, groups } = await open();
    expect(groups).toBe(3);
    expect((await queue(sessionId, 'covering', 3)).map(nameOf)).toEqual([
      'big heap.wav',
      'small heap.wav',
      'lonely.wav',
    ]);
    const [big] = await queue(sessionId, 'covering', 1);
    expect(big?.members.map(({ kinship }) => kinship)).toEqual(['itself', 'alike', 'alike', 'alike', 'alike']);
    expect(await decide(sessionId, big as ReviewItem)).toEqual({ labelled: 5 });
    expect((await queue(sessionId, 'covering', 3)).map(nameOf)).toEqual(['small heap.wav', 'lonely.wav']);
    await engine.client.history.undo({ commandId: uuidv7() });
    await stateWhere(sessionId, ({ sounds }) => sounds.open === 9);
    expect((await queue(sessionId, 'covering', 1)).map(nameOf)).toEqual(['big heap.wav']);
  });

  it('goes on to the next at once when one is decided', async () => {
    await openOn(few);
    const { sessionId } = await open();
    const [first] = await queue(sessionId, 'least-certain', 1);
    expect(first && nameOf(first)).toBe('unsure.wav');
    await decide(sessionId, first as ReviewItem);
    expect((await queue(sessionId, 'least-certain', 1)).map(nameOf)).toEqual(['half.wav']);
  });

  it('passes over what is skipped until nothing else is left', async () => {
    await openOn(few);
    const { sessionId } = await open();
    const [first] = await queue(sessionId, 'least-certain', 1);
    const sounds = idsOf(first as ReviewItem);
    await engine.client.review.skip({ commandId: uuidv7(), sessionId, sounds });
    expect((await queue(sessionId, 'least-certain', 4)).map(nameOf)).toEqual([
      'half.wav',
      'against.wav',
      'sure.wav',
      'unsure.wav',
    ]);
  });

  it('says that a review is gone', async () => {
    await openOn(few);
    const { sessionId } = await open();
    await engine.client.review.close({ sessionId });
    await expect(queue(sessionId, 'newest', 1)).rejects.toMatchObject({ failure: { code: 'review-gone' } });
  });
});

/** Sounds that have nothing in common, sure ones and unsure ones. */
const many = (count: number): Sound[] =>
  Array.from({ length: count }, (_, at) => ({
    name: `${at}/sound.wav`,
    seed: 100 + at,
    probability: at % 5 === 4 ? 0.3 : 0.9,
  }));

describe('the audit', () => {
  it('is one place of ten, the same while it is on show, and knows how often suggestions were right', async () => {
    await openOn(many(120));
    const { sessionId } = await open();
    const ask = () => engine.client.review.next({ sessionId, order: 'least-certain', place: 0, limit: 30 });
    const items = await ask();
    expect(items.filter(({ kind }) => kind === 'audit')).toHaveLength(3);
    expect((await ask()).map(nameOf)).toEqual(items.map(nameOf));
    const audits = items.filter(({ kind }) => kind === 'audit');
    await decide(sessionId, audits[0] as ReviewItem);
    await decide(sessionId, audits[1] as ReviewItem, 'WIND');
    await engine.client.review.skip({
      commandId: uuidv7(),
      sessionId,
      sounds: idsOf(audits[2] as ReviewItem),
      audited: idsOf(audits[2] as ReviewItem)[0] as SoundId,
    });
    const state = await stateWhere(sessionId, ({ audits: { judged, skipped } }) => judged + skipped === 3);
    expect(state.audits).toEqual({ judged: 2, skipped: 1 });
    expect(await engine.client.review.estimate({ sessionId, targetPrecision: 0.8 })).toMatchObject({
      audited: 3,
      right: 1,
      undecided: 1,
      found: null,
      needed: 11,
    });
    await expect(
      engine.client.review.accept({ commandId: uuidv7(), sessionId, targetPrecision: 0.8, minProbability: 0.5 }),
    ).rejects.toMatchObject({ failure: { code: 'precision-unknown' } });
  });

  it('leaves out what somebody decided while it was on show', async () => {
    await openOn(many(40));
    const { sessionId } = await open();
    const items = await engine.client.review.next({ sessionId, order: 'newest', place: 0, limit: 20 });
    const [first, second] = items.filter(({ kind }) => kind === 'audit') as [ReviewItem, ReviewItem];
    await engine.client.labels.set({ commandId: uuidv7(), sounds: { ids: idsOf(first) }, decision: 'RAIN' });
    await decide(sessionId, first);
    await decide(sessionId, second);
    expect((await stateWhere(sessionId, ({ audits }) => audits.judged > 0)).audits).toEqual({ judged: 1, skipped: 0 });
  });

  it('asks again in the next review for what was passed over, and counts it once', async () => {
    await openOn(many(40));
    // Place by place: on show among others it could come as one of the queue.
    const audits = async (sessionId: number) => {
      const found: ReviewItem[] = [];
      for (let place = 0; place < 20; place++)
        found.push(...(await engine.client.review.next({ sessionId, order: 'least-certain', place, limit: 1 })));
      return found.filter(({ kind }) => kind === 'audit');
    };
    const { sessionId } = await open();
    const [hard] = await audits(sessionId);
    const [soundId] = idsOf(hard as ReviewItem) as [SoundId];
    await engine.client.review.skip({ commandId: uuidv7(), sessionId, sounds: [soundId], audited: soundId });
    expect((await stateWhere(sessionId, ({ audits }) => audits.skipped === 1)).audits).toEqual({
      judged: 0,
      skipped: 1,
    });
    expect((await audits(sessionId)).flatMap(idsOf)).not.toContain(soundId);

    const later = await open();
    const [again] = await audits(later.sessionId);
    expect(idsOf(again as ReviewItem)).toEqual([soundId]);
    await decide(later.sessionId, again as ReviewItem);
    expect(
      (await stateWhere(later.sessionId, ({ audits }) => audits.skipped === 0 && audits.judged > 0)).audits,
    ).toEqual({ judged: 1, skipped: 0 });
  });
});

describe('accepting in bulk', () => {
  it('takes what the audit carries, leaves out what contradicts a person, and comes back with one undo', async () => {
    await openOn([
      ...many(160),
      { name: 'p/twin.wav', seed: 1, probability: 0.9 },
      { name: 'q/twin.wav', seed: 1, probability: 0.9 },
      { name: 'r/pair.wav', seed: 2, probability: 0.9 },
      { name: 's/pair.wav', seed: 2, probability: 0.9, category: 'WIND' },
    ]);
    const { sessionId } = await open();
    const [twin] = await engine.sounds('path:p twin');
    await engine.client.labels.set({ commandId: uuidv7(), sounds: { ids: [twin?.id as SoundId] }, decision: 'RAIN' });
    // Every audited place of some hundred: the sure ones are right, the others wrong.
    for (let place = 0, judged = 0; judged < 40 && place < 2000; place++) {
      const [item] = await engine.client.review.next({ sessionId, order: 'random', place, limit: 1 });
      if (item?.kind !== 'audit' || nameOf(item) !== 'sound.wav') continue;
      judged += 1;
      const sure = (item.members[0]?.sound.suggestions[0]?.probability ?? 0) > 0.5;
      await decide(
        sessionId,
        { ...item, members: item.members.slice(0, 1) },
        sure ? (item.members[0]?.sound.suggestions[0]?.category ?? '') : 'WIND',
      );
    }
    const estimate = await engine.client.review.estimate({ sessionId, targetPrecision: 0.8 });
    expect(estimate).toMatchObject({ audited: 40, found: { expected: 1, high: 1 }, needed: 0 });
    const { found, conflicts } = estimate;
    expect(found?.minProbability).toBeCloseTo(0.9);
    expect(found?.low).toBeGreaterThanOrEqual(0.8);
    const kinds = new Map(conflicts.map(({ kind, sound }) => [path.basename(path.dirname(sound.path)), kind]));
    for (const [name, kind] of kinds) expect(kind).toBe(name === 'q' ? 'decided-otherwise' : 'suggestions-differ');
    const before = await engine.sounds('source:model');
    const command = {
      commandId: uuidv7(),
      sessionId,
      targetPrecision: 0.8,
      minProbability: found?.minProbability ?? 1,
    };
    const { accepted } = await engine.client.review.accept(command);
    expect(before).toEqual([]);
    expect(accepted).toBe(found?.sounds);
    expect(await engine.client.review.accept(command)).toMatchObject({ accepted });
    const labelled = await engine.sounds('source:model');
    expect(labelled).toHaveLength(accepted);
    expect(labelled.every(({ suggestions }) => (suggestions[0]?.probability ?? 0) >= 0.9)).toBe(true);
    expect(await stateWhere(sessionId, ({ sounds }) => sounds.machine === accepted)).toMatchObject({
      audits: { judged: 40 },
    });
    const { entry } = await engine.client.history.undo({ commandId: uuidv7() });
    expect(entry?.title).toBe(`Accept the suggestion for ${accepted} sounds in bulk at 80 %`);
    expect(await engine.sounds('source:model')).toEqual([]);
  }, 60_000);
});

import { describe, expect, it } from 'vitest';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { ReviewItem } from '../../../src-shared/contract/review.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { nextWaiting, onHand, placeOfCommand, stepNow, type Walk, withOutcome, withRecords, withStep } from './walk.ts';

const sound = (id: number, note: string | null = null) => ({ id: id as SoundId, note }) as SoundRecord;
const item = (...ids: number[]): ReviewItem => ({
  kind: 'queue',
  members: ids.map((id) => ({ sound: sound(id), kinship: 'alike' })),
  disagreement: null,
});
const none: Walk = { steps: [], at: -1 };
const walk = [item(1, 2), item(3), item(4)].reduce(withStep, none);
const decided = { kind: 'decided', commandId: 'a', decision: 'DOORS' } as const;

describe('a walk through the queue', () => {
  it('shows what came last, and goes on to what still waits', () => {
    expect(stepNow(walk)?.item.members[0]?.sound.id).toBe(4);
    const back = { ...withOutcome(walk, 1, decided), at: 0 };
    expect(nextWaiting(back)).toBe(2);
    expect(nextWaiting(walk)).toBe(-1);
  });

  it('keeps on hand what was on show, with all that is decided together, but not what was skipped', () => {
    expect(onHand(walk)).toEqual([1, 2, 3, 4]);
    expect(onHand(withOutcome(walk, 0, decided))).toEqual([1, 2, 3, 4]);
    expect(onHand(withOutcome(walk, 1, { kind: 'skipped' }))).toEqual([1, 2, 4]);
  });

  it('finds the sound that a command decided, for its undo', () => {
    expect(placeOfCommand(withOutcome(walk, 1, decided), 'a')).toBe(1);
    expect(placeOfCommand(walk, 'a')).toBe(-1);
  });

  it('takes newer records in, and stays the same where nothing is new', () => {
    expect(withRecords(walk, [sound(3)])).toBe(walk);
    expect(withRecords(walk, [sound(3, 'loud')]).steps[1]?.item.members[0]?.sound.note).toBe('loud');
  });
});

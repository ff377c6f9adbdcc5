import { describe, expect, it } from 'vitest';
import { createTrainingSet, type LabelOfSound } from './training-set.ts';

const label = (soundId: number, category: string, changes: Partial<LabelOfSound> = {}): LabelOfSound => ({
  soundId,
  payloadId: soundId,
  region: null,
  category,
  ...changes,
});
const anything = () => true;

describe('what is learned from', () => {
  it('has a label for each content and category, however many copies say so', () => {
    const set = createTrainingSet();
    set.set(1, [label(1, 'DOORS', { payloadId: 7 })]);
    set.set(2, [label(2, 'DOORS', { payloadId: 7 })]);
    expect(set.chosen(10, anything).size).toBe(1);
    set.set(1, []);
    expect(set.chosen(10, anything).size).toBe(1);
    set.set(2, []);
    expect(set.chosen(10, anything).size).toBe(0);
  });

  it('counts no label twice that the head was taught already, but knows what was said', () => {
    const set = createTrainingSet();
    set.set(1, [label(1, 'DOORS', { isTaught: true })]);
    set.set(2, [label(2, 'DOORS')]);
    expect([...set.chosen(10, anything).values()].map(({ payloadId }) => payloadId)).toEqual([2]);
    expect(set.saidOf(1)).toBe(set.saidOf(2));
    expect(set.labelled().size).toBe(1);
  });

  it('keeps labels that contradict each other, and those of regions', () => {
    const set = createTrainingSet();
    set.set(1, [label(1, 'DOORS', { payloadId: 7 }), label(1, 'WOOD', { region: { startSeconds: 0, endSeconds: 2 } })]);
    set.set(2, [label(2, 'WATER', { payloadId: 7 })]);
    expect(set.chosen(10, anything).size).toBe(3);
  });

  it('takes no more of a category than so many, the same ones whoever came first', () => {
    const numbers = Array.from({ length: 5000 }, (_, number) => number + 1);
    const [forwards, backwards] = [createTrainingSet(), createTrainingSet()];
    for (const number of numbers) forwards.set(number, [label(number, 'RAIN')]);
    for (const number of numbers.toReversed()) backwards.set(number, [label(number, 'RAIN')]);
    forwards.set(9000, [label(9000, 'DOORS')]);
    backwards.set(9000, [label(9000, 'DOORS')]);
    const chosen = forwards.chosen(100, anything);
    expect(chosen.size).toBe(101);
    expect([...backwards.chosen(100, anything).keys()]).toEqual([...chosen.keys()]);
  });

  it('passes over what has no features, and what UCS doesn’t know or nobody can hear', () => {
    const set = createTrainingSet();
    set.set(1, [label(1, 'DOORS')]);
    set.set(2, [label(2, 'GATES OF AN OLD VERSION')]);
    set.set(3, [label(3, 'ARCHIVED')]);
    expect(set.chosen(10, anything).size).toBe(1);
    expect(set.chosen(10, () => false).size).toBe(0);
    expect(set.labelled().size).toBe(1);
  });

  it('says whether anything changed', () => {
    const set = createTrainingSet();
    expect(set.set(1, [label(1, 'DOORS')])).toBe(true);
    expect(set.set(1, [label(1, 'DOORS')])).toBe(false);
    expect(set.set(1, [label(1, 'WATER')])).toBe(true);
    expect(set.set(2, [])).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { type FoldEvent, foldLabels } from './label-fold.ts';

let lastId = 0;
const event = (changes: Partial<FoldEvent>): FoldEvent => {
  lastId += 1;
  const id = String(lastId).padStart(8, '0');
  return { id, kind: 'set', region: null, source: 'human', category: 'DOORS', undoneEventId: null, ...changes };
};
const undo = ({ id }: FoldEvent) => event({ kind: 'undo', undoneEventId: id });
const standing = (...events: FoldEvent[]) => foldLabels(events).map(({ category }) => category);

describe('the labels that stand', () => {
  it('are the last of each region', () => {
    const region = { startSeconds: 0, endSeconds: 1 };
    expect(standing(event({}), event({ category: 'WIND' }), event({ category: 'RAIN', region }))).toEqual([
      'WIND',
      'RAIN',
    ]);
  });
  it('are those before what was undone', () => {
    const [first, second] = [event({}), event({ category: 'WIND' })];
    expect(standing(first, second, undo(second))).toEqual(['DOORS']);
    expect(standing(first, second, undo(second), undo(first))).toEqual([]);
  });
  it('stand again when the undo is taken back, and not when they are undone once more', () => {
    const [first, second] = [event({}), event({ category: 'WIND' })];
    const back = undo(second);
    const again = undo(back);
    expect(standing(first, second, back, again)).toEqual(['WIND']);
    expect(standing(first, second, back, again, undo(second))).toEqual(['DOORS']);
  });
  it('never come from a machine after a person', () => {
    expect(standing(event({}), event({ source: 'model', category: 'WIND' }))).toEqual(['DOORS']);
    expect(standing(event({ kind: 'clear', category: null }), event({ source: 'model' }))).toEqual([null]);
  });
  it('come from the machine again when the person takes the word back', () => {
    const machine = event({ source: 'model', category: 'WIND' });
    const person = event({});
    expect(standing(machine, person, undo(person))).toEqual(['WIND']);
  });
  it('vanish when a machine clears its own', () => {
    expect(standing(event({ source: 'model' }), event({ source: 'model', kind: 'clear', category: null }))).toEqual([]);
  });
});

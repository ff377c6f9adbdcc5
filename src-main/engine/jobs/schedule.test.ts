import { describe, expect, it } from 'vitest';
import { type Contender, schedule } from './schedule.ts';

const job = (id: string, change: Partial<Contender> = {}): Contender => ({
  id,
  priority: 'normal',
  lanes: ['decode', 'encode'],
  working: false,
  ...change,
});
const working = (...contenders: Contender[]) => [...schedule(contenders).working];

describe('jobs share the machine', () => {
  it('one after the other where they want the same', () => {
    expect(working(job('b'), job('a'))).toEqual(['a']);
    expect(schedule([job('b'), job('a')]).waitingFor).toEqual(new Map([['b', 'a']]));
  });
  it('side by side where they do not', () => {
    expect(working(job('a'), job('b', { lanes: ['train'] }), job('c', { lanes: ['disk'] }))).toEqual(['a', 'b', 'c']);
  });
  it('the more urgent first, even before one that works', () => {
    expect(working(job('a', { working: true }), job('b', { priority: 'high' }))).toEqual(['b']);
    expect(working(job('a', { priority: 'low' }), job('b'))).toEqual(['b']);
  });
  it('among equals the one that works goes on', () => {
    expect(working(job('a'), job('b', { working: true }))).toEqual(['b']);
  });
  it('a job that waits for one lane leaves its others to the next', () => {
    const both = job('b', { lanes: ['disk', 'encode'] });
    expect(working(job('a', { lanes: ['encode'], working: true }), both, job('c', { lanes: ['disk'] }))).toEqual([
      'a',
      'c',
    ]);
  });
  it('training rests while a person works and anything else is under way', () => {
    const training = job('a', { lanes: ['train'], working: true });
    expect(schedule([training, job('b')], true)).toEqual({
      working: new Set(['b']),
      waitingFor: new Map([['a', 'b']]),
    });
    expect([...schedule([training], true).working]).toEqual(['a']);
    expect([...schedule([training, job('b')], false).working]).toEqual(['a', 'b']);
  });
});

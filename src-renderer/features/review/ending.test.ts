import { describe, expect, it } from 'vitest';
import { endingOf } from './ending.ts';

const sounds = { total: 14, person: 14, machine: 0, open: 0 };
const decided = { sounds, passed: 0, isWhole: true, found: 14, isListening: false, canReviewMachine: true };
const nothing = { ...decided, sounds: { total: 0, person: 0, machine: 0, open: 0 } };

describe('a review in which nothing is on show', () => {
  it('is done when everything is decided', () => {
    expect(endingOf(decided)).toEqual({
      title: 'Everything here is decided.',
      words: '14 sounds by a person, 0 by machine.',
      ways: ['table'],
    });
    expect(endingOf({ ...decided, isWhole: false }).ways).toEqual(['whole', 'table']);
  });
  it('offers what a machine decided', () => {
    const machine = { ...sounds, person: 4, machine: 10 };
    expect(endingOf({ ...decided, sounds: machine }).ways).toEqual(['machine', 'table']);
    expect(endingOf({ ...decided, sounds: machine, canReviewMachine: false }).ways).toEqual(['table']);
  });
  it('never calls decided what was passed by', () => {
    const open = { ...sounds, person: 12, open: 2 };
    expect(endingOf({ ...decided, sounds: open, passed: 1 })).toEqual({
      title: 'You have seen everything, and passed 1 decision by.',
      words: '2 sounds of 14 are open.',
      ways: ['waiting', 'table'],
    });
  });
  it('waits while sounds are being listened to', () => {
    expect(endingOf({ ...nothing, isListening: true })).toEqual({
      title: 'Nothing was listened to yet.',
      words: 'That goes on now. What was heard comes here by itself.',
      ways: ['jobs', 'table'],
    });
    expect(endingOf(nothing).title).toBe('Nothing was listened to, or is there now.');
  });
  it('says when the search finds nothing, or nothing that was heard', () => {
    expect(endingOf({ ...nothing, isWhole: false, found: 0 }).title).toBe('The search finds nothing.');
    expect(endingOf({ ...nothing, isWhole: false, found: 3 }).title).toBe(
      'Nothing of what the search found was listened to, or is there now.',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { movedBy, neighbourOf } from './marker-places.ts';

const markers = [{ startSeconds: 3 }, { startSeconds: 1 }, { startSeconds: 2 }];

describe('going from marker to marker', () => {
  it('finds the next in either direction, past the one that it stands on', () => {
    expect(neighbourOf(markers, 1, 1)?.startSeconds).toBe(2);
    expect(neighbourOf(markers, 1.5, -1)?.startSeconds).toBe(1);
    expect(neighbourOf(markers, 3, 1)).toBeUndefined();
  });
});

describe('moving a marker', () => {
  it('stays within the sound, and a region keeps its length', () => {
    expect(movedBy({ startSeconds: 1, endSeconds: null }, -4, 5)).toEqual({ startSeconds: 0, endSeconds: null });
    expect(movedBy({ startSeconds: 1, endSeconds: 2 }, 9, 5)).toEqual({ startSeconds: 4, endSeconds: 5 });
  });
});

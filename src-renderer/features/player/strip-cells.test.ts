import { describe, expect, it } from 'vitest';
import { FRAME_HOP_SECONDS } from '../../../src-shared/contract/frames.ts';
import type { SoundFrame } from '../../../src-shared/contract/sounds.ts';
import { frameAt, stripCells } from './strip-cells.ts';

const frame = (at: number, category: string, probability: number, levelDb: number | null = -20): SoundFrame => ({
  startSeconds: at * FRAME_HOP_SECONDS,
  levelDb,
  categories: [{ category, probability }],
});
const frames = [
  frame(0, 'DOORS', 0.9),
  frame(1, 'DOORS', 0.5),
  frame(2, 'RAIN', 0.4),
  frame(3, 'RAIN', 0.4, -80),
  frame(4, 'RAIN', 0.4, null),
];
const whole = { startSeconds: 0, endSeconds: 7 };

describe('cells of the frame strip', () => {
  it('join neighbours that were heard as the same, with the mean of what was said', () => {
    const cells = stripCells(frames, 7, whole, 0);
    expect(cells.map(({ category }) => category)).toEqual(['DOORS', 'RAIN', null]);
    expect(cells[0]).toMatchObject({ startSeconds: 0, endSeconds: 2 * FRAME_HOP_SECONDS });
    expect(cells[0]?.probability).toBeCloseTo(0.7);
    expect(cells.at(-1)?.endSeconds).toBe(7);
  });

  it('take several frames together where there is no room, and say what most of them say', () => {
    const cells = stripCells(frames, 7, whole, FRAME_HOP_SECONDS * 2.5);
    expect(cells).toHaveLength(2);
    expect(cells[0]).toMatchObject({ category: 'DOORS', endSeconds: 3 * FRAME_HOP_SECONDS });
    expect(cells[1]?.category).toBeNull();
  });

  it('are only those of the part in sight', () => {
    const part = { startSeconds: 2.5 * FRAME_HOP_SECONDS, endSeconds: 2.8 * FRAME_HOP_SECONDS };
    expect(stripCells(frames, 7, part, 0)).toHaveLength(1);
    expect(stripCells(frames, 7, part, 0)[0]?.category).toBe('RAIN');
  });

  it('are found by the moment that they begin at, the last one to the end', () => {
    expect(frameAt(frames, 0)).toBe(0);
    expect(frameAt(frames, FRAME_HOP_SECONDS * 1.5)).toBe(1);
    expect(frameAt(frames, 60)).toBe(4);
    expect(frameAt([], 1)).toBeNull();
  });
});

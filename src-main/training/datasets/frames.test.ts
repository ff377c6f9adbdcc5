import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseFrames, keptHops } from './frames.ts';

describe('chosen frames', () => {
  it('are audible, spread, and no more than wanted', () => {
    expect(chooseFrames([-20, -90, -30], -60, 8)).toEqual([0, 2]);
    expect(chooseFrames(new Float32Array(100), -60, 4)).toEqual([12, 37, 62, 87]);
    expect(chooseFrames([-90, -120], -60, 4)).toEqual([]);
  });

  it('are the same audio in what is kept, with half a frame on both sides where the sound has it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 10 }), (frames, most) => {
        const chosen = chooseFrames(new Float32Array(frames), -60, most);
        const { hops, frames: kept } = keptHops(chosen, frames);
        expect(kept).toHaveLength(chosen.length);
        for (const [at, frame] of chosen.entries()) {
          const place = kept[at] as number;
          expect([hops[place], hops[place + 1]]).toEqual([frame, frame + 1]);
          if (frame > 0) expect(hops[place - 1]).toBe(frame - 1);
          if (frame + 2 <= frames) expect(hops[place + 2]).toBe(frame + 2);
        }
        expect(Math.max(...hops)).toBeLessThanOrEqual(frames);
      }),
    );
  });
});

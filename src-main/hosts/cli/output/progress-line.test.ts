import { describe, expect, it } from 'vitest';
import { countProgressParts, fitWidth, progressParts } from './progress-line.ts';

const progress = {
  walked: true,
  soundsDone: 500,
  soundsTotal: 2_000,
  bytesDone: 25,
  bytesTotal: 100,
  failed: 2,
  frames: 900,
  timesRealTime: 412.4,
  secondsLeft: 95,
};
const wide = 200;

describe('the progress line', () => {
  it('says how far, how fast, how long', () => {
    expect(fitWidth(progressParts(progress), wide)).toBe(
      '█████░░░░░░░░░░░░░░░ · 500 of 2,000 sounds · 412× real time · 2 failed · 2 min left',
    );
  });

  it('says that totals still grow while walking', () => {
    const walking = progressParts({ ...progress, walked: false, failed: 0, secondsLeft: null });
    expect(fitWidth(walking, wide)).toBe('░░░░░░░░░░░░░░░░░░░░ · 500 of 2,000+ sounds · 412× real time');
  });

  it('says the same of a list of files', () => {
    expect(fitWidth(countProgressParts(50, 200, 10), wide)).toBe(
      '█████░░░░░░░░░░░░░░░ · 50 of 200 sounds · 5.0 a second · 30 s left',
    );
    expect(fitWidth(countProgressParts(0, 200, 0), wide)).toBe('░░░░░░░░░░░░░░░░░░░░ · 0 of 200 sounds');
  });

  it('keeps what matters most in a narrow terminal', () => {
    const parts = progressParts(progress);
    expect(fitWidth(parts, 60)).toBe('500 of 2,000 sounds · 412× real time · 2 failed · 2 min left');
    expect(fitWidth(parts, 45)).toBe('500 of 2,000 sounds · 2 failed · 2 min left');
    expect(fitWidth(parts, 35)).toBe('500 of 2,000 sounds · 2 min left');
    expect(fitWidth(parts, 20)).toBe('500 of 2,000 sounds');
    expect(fitWidth(parts, 10)).toHaveLength(10);
  });
});

import { describe, expect, it } from 'vitest';
import { countProgressText, progressText } from './progress-line.ts';

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

describe('the progress line', () => {
  it('says how far, how fast, how long', () => {
    expect(progressText(progress)).toBe(
      '█████░░░░░░░░░░░░░░░ · 500 of 2,000 sounds · 412× real time · 2 failed · 2 min left',
    );
  });

  it('says that totals still grow while walking', () => {
    expect(progressText({ ...progress, walked: false, failed: 0, secondsLeft: null })).toBe(
      '░░░░░░░░░░░░░░░░░░░░ · 500 of 2,000+ sounds · 412× real time',
    );
  });

  it('says the same of a list of files', () => {
    expect(countProgressText(50, 200, 10)).toBe('█████░░░░░░░░░░░░░░░ · 50 of 200 sounds · 5.0 a second · 30 s left');
    expect(countProgressText(0, 200, 0)).toBe('░░░░░░░░░░░░░░░░░░░░ · 0 of 200 sounds');
  });
});

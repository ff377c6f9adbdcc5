import { describe, expect, it } from 'vitest';
import type { DuplicateDifference } from '../../../src-shared/contract/duplicates.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { differenceWords } from './difference-words.ts';

const sound = (container: string, sampleRateHz = 48_000): SoundRecord =>
  ({
    format: { container, codec: 'x', sampleRateHz, bitDepth: 24, channels: 2, durationSeconds: 3 },
  }) as unknown as SoundRecord;
const words = (differences: readonly DuplicateDifference[], mine = sound('flac')): string =>
  differenceWords({ sound: mine, differences, confidence: 1, decision: null }, sound('wav'));

describe('how a duplicate differs, in words', () => {
  it('says what was cut, where, and by how much', () => {
    expect(words([{ kind: 'trimmed', startSeconds: 0, endSeconds: 0.4 }])).toBe('trimmed by 0.4 s at the end');
    expect(words([{ kind: 'trimmed', startSeconds: -2.25, endSeconds: 1.5 }])).toBe(
      'longer by 2.25 s at the start, trimmed by 1.5 s at the end',
    );
  });

  it('says how loud it is beside the other', () => {
    expect(words([{ kind: 'gain', decibels: 3 }])).toBe('3.0 dB louder');
    expect(words([{ kind: 'gain', decibels: -6.02 }])).toBe('6.0 dB quieter');
  });

  it('says how it is stored instead', () => {
    expect(words([{ kind: 'format' }])).toBe('FLAC instead of WAV');
    expect(words([{ kind: 'format' }], sound('wav', 44_100))).toBe('44.1 kHz instead of 48 kHz');
    expect(words([{ kind: 'format' }], sound('wav'))).toBe('stored in another way');
    expect(words([])).toBe('identical');
  });
});

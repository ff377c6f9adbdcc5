import { describe, expect, it } from 'vitest';
import { analyse } from './analyse.ts';

const wordsOf = (text: string): readonly string[] => analyse(text).matches.map((match) => match.text);

describe('analyse', () => {
  it('finds words at case changes, digits and separators', () => {
    expect(wordsOf('DoorSlam03_thunder-rain')).toEqual(['door slam', 'thunder', 'rain']);
  });

  it('takes the longest phrase', () => {
    expect(wordsOf('church bell far')[0]).toBe('church bell');
  });

  it('opens compounds', () => {
    expect(wordsOf('doorslam')).toEqual(['doorslam']);
    expect(wordsOf('gunshot')).toEqual(['gunshot']);
    expect(wordsOf('trumpetlaughter')).toEqual(['trumpet', 'laughter']);
  });

  it('writes short forms out', () => {
    expect(wordsOf('expl_lrg_02')).toContain('explosion');
    expect(wordsOf('fstep_grvl')).toEqual(['footstep', 'gravel']);
  });

  it('notices sentences, also when their words run together', () => {
    expect(analyse('what_is_it').ordinaryRun).toBe(3);
    expect(analyse('Comeonthen').ordinaryRun).toBe(3);
    expect(analyse('take 4').ordinaryRun).toBe(0);
  });

  it('finds nothing in junk', () => {
    for (const name of ['IMG_0001', 'osfx_03', '0001', 'take 4', 'untitled', 'e3b0c44298fc1c149afbf4c8996fb924', '']) {
      expect(analyse(name)).toEqual({ matches: [], ordinaryRun: 0 });
    }
  });
});

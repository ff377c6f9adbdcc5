import { describe, expect, it } from 'vitest';
import { smoothBeliefs } from './smoothing.ts';

const logsOf = (...shares: readonly number[]) => Float32Array.from(shares, Math.log);
const best = (logs: Float32Array | undefined) => logs?.indexOf(Math.max(...logs));

describe('sounds that are looked at together', () => {
  const doors = [Float32Array.of(1, 0), Float32Array.of(0.9, 0.1), Float32Array.of(1, 0.05)];
  const rain = [Float32Array.of(-1, 0.2), Float32Array.of(-0.9, 0), Float32Array.of(-1, 0.1)];

  it('that sound alike bring a doubtful one round', () => {
    const logs = [logsOf(0.9, 0.1), logsOf(0.8, 0.2), logsOf(0.45, 0.55), ...rain.map(() => logsOf(0.1, 0.9))];
    const smoothed = smoothBeliefs({ centred: [...doors, ...rain], logs });
    expect(smoothed.map(best)).toEqual([0, 0, 0, 1, 1, 1]);
    for (const one of smoothed) expect(one.reduce((sum, value) => sum + Math.exp(value), 0)).toBeCloseTo(1, 5);
  });

  it('follow one that a person decided, which stays as it is', () => {
    const logs = [logsOf(0.3, 0.7), logsOf(0.4, 0.6), ...rain.map(() => logsOf(0.2, 0.8)), logsOf(0.999, 0.001)];
    const centred = [...doors.slice(0, 2), ...rain, doors[2] ?? Float32Array.of(1, 0)];
    const smoothed = smoothBeliefs({ centred, logs, known: 1 });
    expect(smoothed.map(best)).toEqual([0, 0, 1, 1, 1, 0]);
    expect(Math.exp(smoothed[5]?.[0] ?? 0)).toBeCloseTo(0.999, 5);
  });

  it('that sound like nothing else keep what is believed of them', () => {
    const apart = [
      Float32Array.of(1, 0, 0, 0),
      Float32Array.of(0, 1, 0, 0),
      Float32Array.of(0, 0, 1, 0),
      Float32Array.of(0, 0, 0, 1),
    ];
    const logs = [logsOf(0.9, 0.1), logsOf(0.3, 0.7), logsOf(0.5, 0.5), logsOf(0.2, 0.8)];
    for (const [place, one] of smoothBeliefs({ centred: apart, logs }).entries()) {
      expect(Math.exp(one[0] ?? 0)).toBeCloseTo(Math.exp(logs[place]?.[0] ?? 0), 5);
    }
  });

  it('of which there are too few are left as they are', () => {
    const logs = [logsOf(0.9, 0.1), logsOf(0.1, 0.9)];
    expect(smoothBeliefs({ centred: doors.slice(0, 2), logs })).toEqual(logs);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { trainingConfiguration } from '../../../src-shared/training/index.ts';
import { openBackend } from '../backends/index.ts';
import { type Core, Parameters } from '../model/index.ts';
import { Optimiser } from './optimiser.ts';
import { learningRateAt } from './schedule.ts';

let core: Core;
beforeAll(async () => {
  ({ core } = await openBackend({ backend: 'cpu', threads: 1 }));
});

/** AdamW in 64-bit numbers, straight from the two papers. */
function reference(start: number[], gradients: number[][], rate: number, decay: number): number[] {
  const value = [...start];
  const first = start.map(() => 0);
  const second = start.map(() => 0);
  for (const [step, gradient] of gradients.entries())
    for (const [index, slope] of gradient.entries()) {
      first[index] = 0.9 * (first[index] ?? 0) + 0.1 * slope;
      second[index] = 0.999 * (second[index] ?? 0) + 0.001 * slope ** 2;
      const m = (first[index] ?? 0) / (1 - 0.9 ** (step + 1));
      const v = (second[index] ?? 0) / (1 - 0.999 ** (step + 1));
      const before = value[index] ?? 0;
      value[index] = before - rate * decay * before - (rate * m) / (Math.sqrt(v) + 1e-8);
    }
  return value;
}

describe('the optimiser', () => {
  it('moves matrices as AdamW does, and vectors without decay', () => {
    const start = [0.5, -1, 2, 0.1];
    const gradients = [
      [0.1, -0.2, 0.3, 0],
      [0.05, 0.4, -0.1, 1e-3],
      [-0.3, 0.1, 0.2, 2e-3],
    ];
    for (const [shape, decay] of [
      [[2, 2], 0.1],
      [[4], 0],
    ] as const) {
      const parameters = new Parameters(core);
      parameters.fill('a', { shape, values: Float32Array.from(start) });
      const optimiser = new Optimiser(core, parameters);
      for (const gradient of gradients)
        optimiser.move(new Map([['a', core.tensor(gradient, [...shape])]]), () => 0.01, 0.1);
      const moved = parameters.get('a').dataSync();
      for (const [index, value] of reference(start, gradients, 0.01, decay).entries())
        expect(moved[index]).toBeCloseTo(value, 6);
      parameters.dispose();
      optimiser.clear();
    }
  });

  it('goes on alike from what it gave to keep', async () => {
    const gradientAt = (step: number) => new Map([['a', core.tensor1d([Math.sin(step), Math.cos(step)])]]);
    const run = async (interrupted: boolean): Promise<number[]> => {
      const parameters = new Parameters(core);
      parameters.fill('a', { shape: [2], values: new Float32Array([1, 2]) });
      let optimiser = new Optimiser(core, parameters);
      for (let step = 0; step < 6; step += 1) {
        if (interrupted && step === 3) {
          const [tensors, { moves }] = [await optimiser.read(), optimiser];
          optimiser = new Optimiser(core, parameters);
          optimiser.fill(tensors, moves);
        }
        optimiser.move(gradientAt(step), () => 0.05, 0);
      }
      return [...parameters.get('a').dataSync()];
    };
    expect(await run(true)).toEqual(await run(false));
  });
});

describe('the learning rate', () => {
  const { optimiser } = trainingConfiguration.parse({
    datasets: [{ name: 'a', source: { kind: 'library', libraryId: 1 } }],
  });
  const at = (schedule: 'constant' | 'cosine' | 'step', step: number) =>
    learningRateAt({ ...optimiser, learningRate: 1, warmUpShare: 0.1, schedule }, step, 100);

  it('warms up, then goes as its schedule says', () => {
    expect([at('constant', 0), at('constant', 4), at('constant', 9), at('constant', 99)]).toEqual([0.1, 0.5, 1, 1]);
    expect(at('cosine', 10)).toBe(1);
    expect(at('cosine', 55)).toBeCloseTo(0.5);
    expect(at('cosine', 99)).toBeLessThan(0.001);
    expect([at('step', 54), at('step', 55), at('step', 80)]).toEqual([1, 0.1, 0.01]);
  });
});

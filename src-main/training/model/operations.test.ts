import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeEncoder, type FloatTensor } from '../../encoder/index.ts';
import { type OpenedBackend, openBackend, type TrainingBackend } from '../backends/index.ts';
import { difference, firstValues, numbers, trialStep } from '../backends/trial-step.ts';

/** Of float32 sums of some thousand numbers in another order. */
const CLOSE = 3e-5;

let cpu: OpenedBackend;
beforeAll(async () => {
  cpu = await openBackend({ backend: 'cpu', threads: 1 });
});

async function openOrNull(backend: TrainingBackend): Promise<OpenedBackend | null> {
  try {
    return await openBackend({ backend, threads: 2 });
  } catch {
    return null;
  }
}

describe('the gradient of the whole encoder', () => {
  it('is what automatic differentiation of the same formulas gives', async () => {
    const { core } = cpu;
    await core.setBackend('cpu');
    const size = { rows: 21, bands: 17, frames: 3 };
    const computed = await trialStep(cpu, { frozenStages: 0, ...size });
    const architecture = describeEncoder({ width: 4 });
    const names = [...computed.gradients.keys()];
    const first = firstValues(architecture);
    const tensors = names.map((name) => {
      const { shape, values } = first.get(name) as FloatTensor;
      return core.tensor(values, [...shape]);
    });
    const input = core.tensor4d(numbers(size.frames * size.rows * size.bands, 7, 0, 1), [
      size.frames,
      size.rows,
      size.bands,
      1,
    ]);
    const gradientOf = core.grads((...all: Tensor[]) => {
      const named = new Map(names.map((name, index) => [name, all[index] as Tensor]));
      let current: Tensor4D = input;
      for (const layer of architecture.layers) {
        if (layer.kind === 'maxPool') current = core.maxPool(current, 2, 2, 'valid');
        if (layer.kind !== 'convolution') continue;
        const convolved = core.conv2d(current, named.get(layer.kernelKey) as Tensor4D, 1, 'same');
        const { mean, variance } = core.moments(convolved, [0, 1, 2]);
        const unit = core.div(core.sub(convolved, mean), core.sqrt(core.add(variance, 1e-5)));
        const scaled = core.mul(unit, named.get(`${layer.normalisationKey}.weight`) as Tensor);
        current = core.relu(core.add(scaled, named.get(`${layer.normalisationKey}.bias`) as Tensor));
      }
      return core.max(core.mean(current, 2), 1);
    });
    const gradients = gradientOf(tensors, core.tensor2d(numbers(size.frames * 32, 8), [size.frames, 32]));
    expect(names).toHaveLength(24);
    for (const [index, name] of names.entries())
      expect(
        difference(computed.gradients.get(name) as Float32Array, (await gradients[index]?.data()) as Float32Array),
        name,
      ).toBeLessThan(CLOSE);
    core.dispose([...tensors, ...gradients, input]);
  });

  it.for(['wasm', 'node', 'webgpu'] as const)('is the same on %s', async (backend, { skip }) => {
    const opened = await openOrNull(backend);
    if (!opened) {
      skip(`${backend} does not work here`);
      return;
    }
    const computed = await trialStep(opened, { frozenStages: 0 });
    await cpu.core.setBackend('cpu');
    const expected = await trialStep(cpu, { frozenStages: 0 });
    expect(difference(computed.embeddings, expected.embeddings)).toBeLessThan(CLOSE);
    expect(difference(computed.inUse, expected.inUse)).toBeLessThan(CLOSE);
    expect([...computed.gradients.keys()]).toEqual([...expected.gradients.keys()]);
    for (const [name, gradient] of expected.gradients)
      expect(difference(computed.gradients.get(name) as Float32Array, gradient), name).toBeLessThan(CLOSE);
    for (const [name, statistic] of expected.statistics)
      expect(difference(computed.statistics.get(name) as Float32Array, statistic), name).toBeLessThan(CLOSE);
  });

  it('ends at the stages that are frozen, which run by their running statistics', async () => {
    await cpu.core.setBackend('cpu');
    const { gradients } = await trialStep(cpu, { frozenStages: 3 });
    expect([...gradients.keys()].every((name) => name.startsWith('embedding_net.conv_block4'))).toBe(true);
    expect(gradients.size).toBe(6);
  });

  it('leaves no tensor behind', async () => {
    const { core } = cpu;
    await core.setBackend('cpu');
    await trialStep(cpu, { frozenStages: 2 });
    const before = core.memory().numTensors;
    await trialStep(cpu, { frozenStages: 2 });
    await trialStep(cpu, { frozenStages: 0 });
    expect(core.memory().numTensors).toBe(before);
  });
});

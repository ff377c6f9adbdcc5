import * as core from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
// Registers the gradients of all operations.
import '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { LOSS_NAMES, METRIC_LOSS_NAMES } from '../../../src-shared/training/index.ts';
import { createLoss, type Loss, type LossParameters } from './index.ts';

const shape = { dimensions: 4, classes: 5 };

type Sounds = readonly { readonly label: number; readonly embedding: readonly number[] }[];

const losses: readonly Loss[] = [
  ...LOSS_NAMES.filter((name) => name !== 'cross-entropy-with-metric').map((name) => createLoss(core, name)),
  createLoss(core, 'nt-xent', { similarity: 'dot', temperature: 1 }),
  createLoss(core, 'focal', { gamma: 0.5 }),
  ...METRIC_LOSS_NAMES.map((metric) => createLoss(core, 'cross-entropy-with-metric', { metric })),
];

/** Value of a batch, and its gradients by the embeddings and by each parameter. */
function evaluate(loss: Loss, sounds: Sounds, parameters: LossParameters) {
  const labels = core.tensor1d(
    sounds.map(({ label }) => label),
    'int32',
  );
  const names = Object.keys(parameters);
  const { value, grads } = core.valueAndGrads((embeddings: core.Tensor, ...learnt: core.Tensor[]) =>
    loss.value(
      embeddings as core.Tensor2D,
      labels,
      Object.fromEntries(learnt.map((tensor, index) => [names[index], tensor])),
    ),
  )([core.tensor2d(sounds.map(({ embedding }) => [...embedding])), ...names.flatMap((name) => parameters[name] ?? [])]);
  return {
    value: Number(value.dataSync()[0]),
    gradients: grads.map((gradient) => [...gradient.dataSync()]),
  };
}

function expectFinite({ value, gradients }: ReturnType<typeof evaluate>) {
  expect(value).toSatisfy(Number.isFinite);
  expect(gradients.flat()).toSatisfy((all: number[]) => all.every(Number.isFinite));
}

const sound = fc.record({
  label: fc.integer({ min: 0, max: shape.classes - 1 }),
  embedding: fc
    .array(fc.integer({ min: -300, max: 300 }), { minLength: 4, maxLength: 4 })
    .map((many) => many.map((one) => one / 100)),
});
const batch = fc.array(sound, { minLength: 1, maxLength: 8 });
const runs = { numRuns: 25, seed: 7 };

describe('every loss', () => {
  beforeAll(async () => {
    await core.setBackend('cpu');
  });

  for (const [index, loss] of losses.entries()) {
    describe(`${loss.name} (${index})`, () => {
      it('does not depend on the order of the batch', () => {
        const parameters = loss.createParameters(shape, 1);
        fc.assert(
          fc.property(batch, fc.integer(), (sounds, seed) => {
            const other = sounds.toSorted((a, b) => order(a, seed) - order(b, seed));
            const first = evaluate(loss, sounds, parameters).value;
            expect(Math.abs(evaluate(loss, other, parameters).value - first)).toBeLessThan(
              1e-4 * (1 + Math.abs(first)),
            );
          }),
          runs,
        );
      });

      it('is finite, with finite gradients, for any batch', () => {
        const parameters = loss.createParameters(shape, 2);
        fc.assert(
          fc.property(batch, (sounds) => expectFinite(evaluate(loss, sounds, parameters))),
          runs,
        );
      });

      it('is finite for one sound, one class, equal sounds, sounds of zeros and far ones', () => {
        const parameters = loss.createParameters(shape, 3);
        const [one, two, zeros, far] = [
          [1, 2, 3, 4],
          [-1, 2, 0, 1],
          [0, 0, 0, 0],
          [1e4, -1e4, 1e4, 1e4],
        ];
        const labelled = (label: number, ...embeddings: number[][]) =>
          embeddings.map((embedding) => ({ label, embedding }));
        for (const sounds of [
          labelled(0, one),
          labelled(0, one, two, one),
          [...labelled(0, one, one), ...labelled(1, one, one)],
          [...labelled(0, zeros, one), ...labelled(1, zeros, zeros)],
          [...labelled(0, one), ...labelled(1, two), ...labelled(2, zeros)],
          [...labelled(0, far, one), ...labelled(1, two)],
        ])
          expectFinite(evaluate(loss, sounds, parameters));
      });

      it('gives a gradient to the embeddings and to every parameter', () => {
        const sounds = [0, 1, 2, 3, 4, 0, 1, 2].map((label, row) => ({
          label,
          embedding: [0, 1, 2, 3].map((column) => Math.sin(3 * row + 5 * column + 1)),
        }));
        const { gradients } = evaluate(loss, sounds, loss.createParameters(shape, 4));
        for (const gradient of gradients) expect(Math.hypot(...gradient)).toBeGreaterThan(0);
      });

      it('begins with the same parameters for the same seed, and with others for another', () => {
        const values = (seed: number) =>
          Object.values(loss.createParameters(shape, seed)).map((tensor) => [...tensor.dataSync()]);
        expect(values(5)).toEqual(values(5));
        if (values(5).some((all) => all.some((value) => value !== 0))) expect(values(5)).not.toEqual(values(6));
      });

      it('leaves no tensor behind', () => {
        const parameters = loss.createParameters(shape, 8);
        const labels = core.tensor1d([0, 1, 0], 'int32');
        const embeddings = core.tensor2d([
          [1, 2, 3, 4],
          [2, 1, 0, 1],
          [0, 1, 1, 1],
        ]);
        const before = core.memory().numTensors;
        loss.value(embeddings, labels, parameters).dispose();
        expect(core.memory().numTensors).toBe(before);
      });
    });
  }

  it('goes down when embeddings and parameters follow its gradient as variables', () => {
    const labels = core.tensor1d([0, 1, 2, 0, 1, 2], 'int32');
    for (const loss of losses) {
      const embeddings = core.variable(core.randomNormal([6, 4], 0, 1, 'float32', 11));
      const parameters = Object.fromEntries(
        Object.entries(loss.createParameters(shape, 9)).map(([name, tensor]) => [name, core.variable(tensor)]),
      );
      const optimizer = core.train.adam(0.01);
      const cost = () => loss.value(embeddings as core.Tensor2D, labels, parameters);
      const first = Number(cost().dataSync()[0]);
      for (let step = 0; step < 20; step++) optimizer.minimize(cost, false, [embeddings, ...Object.values(parameters)]);
      expect(Number(cost().dataSync()[0]), loss.name).toBeLessThan(first);
    }
  });

  it('refuses options that it does not know or that make no sense', () => {
    expect(() => createLoss(core, 'triplet-all', { margin: -1 })).toThrow();
    expect(() => createLoss(core, 'triplet-all', { marge: 0.2 })).toThrow();
    expect(() => createLoss(core, 'nt-xent', { temperature: 0 })).toThrow();
    expect(() => createLoss(core, 'cross-entropy-with-metric', { metric: 'cross-entropy' })).toThrow();
    expect(() =>
      createLoss(core, 'cross-entropy-with-metric', { metric: 'arcface', metricOptions: { scale: 0 } }),
    ).toThrow();
  });
});

describe('single losses', () => {
  const sounds: Sounds = [
    { label: 0, embedding: [1, 0, 0, 1] },
    { label: 1, embedding: [0, 1, 0, 1] },
    { label: 0, embedding: [1, 1, 0, 0] },
  ];
  const firstValue = (loss: Loss, of: Sounds = sounds) => evaluate(loss, of, loss.createParameters(shape, 1)).value;

  it('metric losses without pairs to compare are 0', () => {
    for (const name of ['contrastive', 'triplet-all', 'triplet-semihard', 'supervised-contrastive', 'nt-xent'] as const)
      expect(firstValue(createLoss(core, name), sounds.slice(0, 1))).toBe(0);
  });

  it('N-pair is log(1 + Σ exp(negative − positive)) of dot products', () => {
    // Anchors 0 and 2 have the positive product 1, and 1 with their negative.
    expect(firstValue(createLoss(core, 'nt-xent', { similarity: 'dot', temperature: 1 }))).toBeCloseTo(Math.log(2), 5);
  });

  it('focal loss with γ = 0 and smoothing by 0 are cross-entropy', () => {
    const plain = firstValue(createLoss(core, 'cross-entropy'));
    expect(firstValue(createLoss(core, 'focal', { gamma: 0 }))).toBeCloseTo(plain, 6);
    expect(firstValue(createLoss(core, 'cross-entropy-smoothed', { labelSmoothing: 0 }))).toBeCloseTo(plain, 6);
  });

  it('the combination is the sum by weight, and center counts 0.003 where no weight is given', () => {
    const sum = (options: object) => {
      const loss = createLoss(core, 'cross-entropy-with-metric', options);
      return evaluate(loss, sounds, loss.createParameters(shape, 1)).value;
    };
    const plain = firstValue(createLoss(core, 'cross-entropy'));
    const contrastive = firstValue(createLoss(core, 'contrastive'));
    expect(sum({ metric: 'contrastive', weight: 0.5 })).toBeCloseTo(plain + 0.5 * contrastive, 5);
    expect(sum({ metric: 'center' })).toBeCloseTo(plain + 0.003 * firstValue(createLoss(core, 'center')), 5);
  });

  it('ArcFace costs more the larger the angle, also where the margin leads beyond 180°', () => {
    const loss = createLoss(core, 'arcface', { scale: 1 });
    const classWeights = core.tensor2d([
      [1, 0],
      [0, 0],
    ]);
    const costs = [0.1, 1, 2, 2.6, 2.7, 3, 3.1].map(
      (angle) => evaluate(loss, [{ label: 0, embedding: [Math.cos(angle), Math.sin(angle)] }], { classWeights }).value,
    );
    expect(costs).toEqual(costs.toSorted((a, b) => a - b));
  });
});

/** A number that puts sounds into an arbitrary order. */
function order({ embedding }: Sounds[number], seed: number): number {
  return Math.sin(seed + embedding.reduce((sum, value, index) => sum + value * (index + 1), 0));
}

import { readFileSync } from 'node:fs';
import * as core from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
// Registers the gradients of all operations.
import '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LossName } from '../../../src-shared/training/index.ts';
import { createLoss, LOSSES } from './index.ts';

type Rows = readonly (readonly number[])[];
type GoldenLoss = {
  readonly params: Readonly<Record<string, unknown>>;
  readonly loss: number;
  readonly gradient: Rows;
} & Readonly<Partial<Record<'W' | 'proxies' | 'classWeights' | 'centers', Rows>>> & { readonly b?: readonly number[] };

const golden = JSON.parse(readFileSync(new URL('./testing/losses.golden.json', import.meta.url), 'utf8')) as {
  readonly embeddings: Rows;
  readonly labels: readonly number[];
  readonly losses: Readonly<Record<string, GoldenLoss>>;
};

/** Names in the golden file that are ours under another name. */
const named = (name: string): LossName => (name === 'n-pairs-ntxent' ? 'nt-xent' : (name as LossName));
/** Of the golden file's `params` those that are options; the others describe. */
const OPTIONS = new Set([
  ...['labelSmoothing', 'gamma', 'positiveMargin', 'negativeMargin', 'margin', 'alpha', 'beta', 'base'],
  ...['temperature', 'softmaxScale', 'marginDegrees', 'scale'],
]);

const tensor = (rows: Rows) => core.tensor2d(rows.map((row) => [...row]));

/** Length of the difference as a share of the expected length. */
function relativeDifference(actual: ArrayLike<number>, expected: readonly number[]): number {
  const difference = Math.hypot(...expected.map((value, index) => value - (actual[index] ?? Number.NaN)));
  return difference / Math.hypot(...expected);
}

describe.each(['cpu', 'wasm'])('losses on %s', (backend) => {
  beforeAll(async () => {
    await core.setBackend(backend);
  });

  for (const [name, expected] of Object.entries(golden.losses)) {
    it(`${name} and its gradient agree with PyTorch Metric Learning`, () => {
      const options = Object.fromEntries(Object.entries(expected.params).filter(([key]) => OPTIONS.has(key)));
      const loss = createLoss(core, named(name), options);
      const { W, b, proxies, classWeights, centers } = expected;
      const matrices = Object.entries({ W, proxies, classWeights, centers });
      const parameters: Record<string, core.Tensor> = Object.fromEntries(
        matrices.flatMap(([key, rows]) => (rows === undefined ? [] : [[key, tensor(rows)]])),
      );
      if (b !== undefined) parameters.b = core.tensor1d([...b]);
      const labels = core.tensor1d([...golden.labels], 'int32');
      const { value, grad } = core.valueAndGrad((embeddings) =>
        loss.value(embeddings as core.Tensor2D, labels, parameters),
      )(tensor(golden.embeddings));
      expect(relativeDifference(value.dataSync(), [expected.loss])).toBeLessThan(1e-4);
      expect(relativeDifference(grad.dataSync(), expected.gradient.flat())).toBeLessThan(1e-4);
    });

    it(`${name} has the golden file's options as its defaults`, () => {
      const options = Object.entries(expected.params).filter(([key]) => OPTIONS.has(key));
      expect(LOSSES[named(name)].options.parse({})).toMatchObject(Object.fromEntries(options));
    });
  }
});

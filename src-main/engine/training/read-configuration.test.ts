import { describe, expect, it } from 'vitest';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { readConfiguration } from './read-configuration.ts';

const datasets = [{ name: 'mine', source: { kind: 'library', libraryId: 1 } }];
const saidOf = (asked: unknown): string => {
  try {
    readConfiguration(asked);
  } catch (error) {
    if (error instanceof SonothequeError) return error.failure.message;
    throw error;
  }
  return '';
};

describe('a configuration', () => {
  it('has a default for all but the datasets', () => {
    expect(readConfiguration({ datasets })).toMatchObject({
      trains: 'adapter',
      epochs: 10,
      loss: { name: 'cross-entropy' },
    });
  });

  it.each([
    [{ datasets, epoch: 3 }, 'epoch is no field of a configuration. The nearest is “epochs”.'],
    [
      { datasets, optimiser: { learnRate: 3 } },
      'optimiser.learnRate is no field of a configuration. The nearest is “learningRate”.',
    ],
    [
      { datasets, trains: 'adaptor' },
      "trains can't be “adaptor”; it may be adapter, last-blocks, encoder. The nearest is “adapter”.",
    ],
    [{ datasets, epochs: 0 }, 'epochs: expected number to be >=1.'],
    [{ datasets: [...datasets, ...datasets] }, 'Two datasets are called “mine”: each needs a name of its own.'],
    [{}, 'datasets: expected array, received undefined.'],
    [
      { datasets, splits: { validation: 0.5, test: 0.5 } },
      'splits: 0.5 for validation and 0.5 for the test leave too little to train on.',
    ],
  ])('with a mistake is told of it: %j', (asked, said) => {
    expect(saidOf(asked)).toBe(said);
  });

  it('names the nearest word also of a loss, a mixing and a kind of source', () => {
    expect(saidOf({ datasets, loss: { name: 'arc-face' } })).toMatch(
      /^loss\.name can't be “arc-face”.* The nearest is “arcface”\.$/u,
    );
    expect(saidOf({ datasets, mixing: { kind: 'sequental' } })).toMatch(/^mixing\.kind.*within.*“sequential”/u);
    expect(saidOf({ datasets: [{ name: 'a', source: { kind: 'libary' } }] })).toMatch(
      /datasets\.0\.source\.kind.*library/u,
    );
  });
});

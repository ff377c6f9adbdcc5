import { describe, expect, it } from 'vitest';
import { trainingConfiguration } from '../../../src-shared/training/index.ts';
import { emptyDraft, freeName, textOf, valueAt, withValue } from './draft.ts';
import { presets } from './presets.ts';

const library = { name: 'Doors', source: { kind: 'library' as const, libraryId: 3 }, classes: 'category' as const };
const draft = { ...emptyDraft, datasets: [library] };

describe('a draft', () => {
  it('is read and changed by places', () => {
    expect(valueAt(draft, 'optimiser.learningRate')).toBe(1e-3);
    const changed = withValue(draft, 'optimiser.learningRate', 0.1);
    expect(changed.optimiser).toEqual({ ...draft.optimiser, learningRate: 0.1 });
    expect(draft.optimiser.learningRate).toBe(1e-3);
    expect(withValue(draft, 'datasets.0.name', 'Gates').datasets[0]?.name).toBe('Gates');
    expect(withValue(draft, 'loss.options.gamma', 3).loss.options).toEqual({ gamma: 3 });
    expect(withValue(withValue(draft, 'loss.options.gamma', 3), 'loss.options.gamma', undefined).loss.options).toEqual(
      {},
    );
    expect(valueAt(draft, 'name.of.nothing')).toBeUndefined();
  });

  it('names two datasets apart', () => {
    expect(freeName('Doors', draft)).toBe('Doors 2');
    expect(freeName('Gates', draft)).toBe('Gates');
  });

  it.each(presets)('of the preset $name is the same after it was written down and read', ({ values }) => {
    const written = { ...draft, ...values };
    expect(trainingConfiguration.parse(JSON.parse(textOf(written)))).toEqual(written);
  });

  it('says in its text only what is special', () => {
    expect(JSON.parse(textOf(withValue(draft, 'optimiser.learningRate', 0.1)))).toEqual({
      datasets: [library],
      optimiser: { learningRate: 0.1 },
    });
  });
});

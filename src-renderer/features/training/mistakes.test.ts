import { describe, expect, it } from 'vitest';
import { emptyDraft, withValue } from './draft.ts';
import { mistakesOf, readConfiguration } from './mistakes.ts';
import { presets } from './presets.ts';

const library = (name: string, libraryId = 1) => ({
  name,
  source: { kind: 'library' as const, libraryId },
  classes: 'category' as const,
});
const draft = { ...emptyDraft, datasets: [library('Doors')] };
const at = (place: string, value: unknown) => mistakesOf(withValue(draft, place, value));

describe('mistakes in a configuration', () => {
  it('are none in the presets', () => {
    for (const { values } of presets) expect([...mistakesOf({ ...draft, ...values })]).toEqual([]);
  });

  it('stand at their field, in plain words', () => {
    expect(at('optimiser.learningRate', 3)).toEqual(new Map([['optimiser.learningRate', 'At most 1.']]));
    expect(at('optimiser.learningRate', Number.NaN).get('optimiser.learningRate')).toBe('It has to be a number.');
    expect(at('epochs', 2.5).get('epochs')).toBe('A whole number is needed.');
    expect(at('datasets', []).get('datasets')).toBe('At least one is needed.');
    expect(at('datasets.0.name', '').get('datasets.0.name')).toBe('It needs a name.');
    expect(at('datasets', [library('Doors'), library('doors ', 2)]).get('datasets.1.name')).toBe(
      'Another dataset has this name.',
    );
  });

  it('are told where two fields can’t go together', () => {
    expect(at('start', { kind: 'scratch', width: 16 }).get('trains')).toContain('train the whole of it');
    expect(at('splits', { validation: 0.5, test: 0.5, grouped: true }).get('splits.test')).toContain('at most 80 %');
    expect(mistakesOf(withValue(withValue(draft, 'loss.name', 'arcface'), 'augmentation.mixupAlpha', 0.4)).size).toBe(
      1,
    );
    expect(at('loss.name', 'cross-entropy-with-metric').get('loss.options.metric')).toContain('Choose');
    const two = withValue(draft, 'datasets', [library('Doors'), library('Gates', 2)]);
    expect(mistakesOf(withValue(two, 'mixing', { kind: 'within' })).get('mixing')).toContain('2 encoders');
  });
});

describe('a pasted configuration', () => {
  it('is read with every default filled in', () => {
    const pasted = readConfiguration(JSON.stringify({ datasets: [library('Doors')], epochs: 3 }));
    expect(pasted).toEqual({ kind: 'read', configuration: { ...draft, epochs: 3 } });
  });

  it.each([
    ['{', [{ place: '', sentence: 'This is no JSON: a brace, a quote or a comma is missing, or too many.' }]],
    ['{"datasets": []}', [{ place: 'datasets', sentence: 'At least one is needed.' }]],
    [
      JSON.stringify({ datasets: [library('Doors')], epochs: 'many', loss: { name: 'arcfaze' } }),
      [
        { place: 'loss.name', sentence: expect.stringContaining('“arcface”') },
        { place: 'epochs', sentence: 'It has to be a number.' },
      ],
    ],
    [
      JSON.stringify({ datasets: [library('Doors')], epoch: 3 }),
      [{ place: '', sentence: 'There is no field “epoch” here.' }],
    ],
    [
      JSON.stringify({ datasets: [{ name: 'Doors', source: { kind: 'folder' } }] }),
      [{ place: 'datasets.0.source.kind', sentence: expect.any(String) }],
    ],
  ])('%s is told what is wrong', (text, mistakes) => {
    expect(readConfiguration(text)).toEqual({ kind: 'wrong', mistakes });
  });
});

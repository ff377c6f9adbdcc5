import { describe, expect, it } from 'vitest';
import type { RunEstimate, TrainableLibrary } from '../../../src-shared/contract/training.ts';
import { foundWords, largestCategories, libraryProblem, libraryWords, sourceWords } from './dataset-words.ts';
import { backendWords, estimateFacts, frameRateWords, megabytesWords } from './estimate-words.ts';

const library: TrainableLibrary = {
  libraryId: 3,
  name: 'Doors',
  connected: true,
  sounds: 4_210,
  frames: 31_004,
  categories: [
    { category: 'DOORS', sounds: 4_209, frames: 31_000 },
    { category: 'GLASS', sounds: 1, frames: 4 },
  ],
};

describe('a dataset in words', () => {
  it('tells what a library holds, and why it holds too little', () => {
    expect(libraryWords(library)).toBe('4,210 labelled sounds, 31,004 frames, 2 categories (1 of one sound)');
    expect(libraryProblem(library)).toBeNull();
    expect(libraryProblem({ ...library, categories: library.categories.slice(0, 1) })).toContain('are DOORS');
    expect(libraryProblem({ ...library, categories: [] })).toBe('Nothing in it is labelled yet.');
    expect(largestCategories(library, 1)).toBe('DOORS 4,209, 1 more');
  });

  it('tells where a list comes from', () => {
    const list = { kind: 'list', file: '/lists/field.tsv', library: 'Wind', confidence: 'high' } as const;
    expect(sourceWords({ name: 'a', source: list, classes: 'own' }, [])).toBe(
      'field.tsv, only “Wind”, confidence “high”',
    );
    expect(sourceWords({ name: 'a', source: { kind: 'library', libraryId: 9 }, classes: 'own' }, [library])).toContain(
      'does not know',
    );
  });

  it('tells how it is split', () => {
    const sounds = { training: 70, validation: 15, test: 15 };
    expect(foundWords({ name: 'a', classKind: 'category', classes: ['A', 'B'], sounds, frames: 500 })).toBe(
      '100 sounds: 70 to train on, 15 to validate, 15 held back; 500 frames, 2 classes',
    );
  });
});

describe('an estimate in words', () => {
  const estimate: RunEstimate = {
    backend: 'wasm',
    refused: [],
    framesPerSecond: 3.24,
    frames: 10_000,
    seconds: 9_000,
    memoryMegabytes: 1_530,
    diskMegabytes: 0.4,
    warning: null,
    datasets: [],
    notes: [],
    soundSecondsToDecode: 0,
  };

  it('is honest about time, room and what it runs on', () => {
    expect(estimateFacts(estimate)).toEqual([
      { name: 'Time', value: 'about 2.5 h, if it does not end early' },
      { name: 'Rate', value: '3.2 frames/s, 10,000 frames an epoch' },
      { name: 'Memory', value: '1.5 GB' },
      { name: 'Disk', value: '< 1 MB' },
      { name: 'Runs on', value: 'WebAssembly on the processor' },
    ]);
    const before = estimateFacts({ ...estimate, soundSecondsToDecode: 36_000 });
    expect(before[1]).toEqual({ name: 'Before', value: '600 min of sound to read, about 2 min' });
  });

  it('reads well at any size', () => {
    expect(megabytesWords(44_000)).toBe('44 GB');
    expect(frameRateWords(1_234)).toBe('1,234 frames/s');
    expect(backendWords('something new')).toBe('something new');
  });
});

import { expect, it } from 'vitest';
import { isInUse, namedEncoder } from './encoder-words.ts';

it('tells the way in use from those that are named alike', () => {
  const encoder = {
    modelVersion: 'a',
    backend: 'onnxruntime-cpu',
    precision: 'int8',
    isOpen: true,
    chosen: 'onnxruntime-cpu int8 without saturation passed its self-check (cosine 0.999)',
    refused: [],
  } as const;
  expect(namedEncoder({ name: 'encoder: onnxruntime-cpu int8' })).toBe('onnxruntime-cpu int8');
  expect(namedEncoder({ name: 'Node.js' })).toBeNull();
  expect(isInUse({ name: 'encoder: onnxruntime-cpu int8' }, encoder)).toBe(false);
  expect(isInUse({ name: 'encoder: onnxruntime-cpu int8 without saturation' }, encoder)).toBe(true);
  expect(isInUse({ name: 'encoder: onnxruntime-cpu int8' }, null)).toBe(false);
});

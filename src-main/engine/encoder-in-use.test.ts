import { expect, it } from 'vitest';
import type { Catalogue } from '../catalogue/index.ts';
import { encoderInUse, noteEncoder } from './encoder-in-use.ts';

const description = {
  modelVersion: 'aisfx-1',
  backend: 'onnxruntime-cpu',
  precision: 'int8',
  why: 'onnxruntime-cpu int8 passed its self-check (cosine 0.99910); onnxruntime-cuda fp32: no shared library',
} as const;

it('tells which encoder listened last and why, also after a restart', async () => {
  const kept = new Map<string, unknown>();
  const catalogue = {
    setSetting: async (name: string, value: unknown) => void kept.set(name, value),
    getSetting: async (name: string) => kept.get(name) ?? null,
  } as unknown as Catalogue;
  expect(await encoderInUse(catalogue, { description: null })).toBeNull();
  await noteEncoder(catalogue, description);
  expect(await encoderInUse(catalogue, { description: null })).toEqual({
    modelVersion: 'aisfx-1',
    backend: 'onnxruntime-cpu',
    precision: 'int8',
    isOpen: false,
    chosen: 'onnxruntime-cpu int8 passed its self-check (cosine 0.99910)',
    refused: ['onnxruntime-cuda fp32: no shared library'],
  });
  expect(await encoderInUse(catalogue, { description })).toMatchObject({ isOpen: true });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { AISFX_ENCODER, describeEncoder } from '../architecture.ts';
import {
  buildModelsForTest,
  readGolden,
  readGoldenMel,
  SOURCE_FOLDER,
  splitEmbeddings,
} from '../built-models.fixture.ts';
import { cosine } from '../cosine.ts';
import { openEncoder } from '../open-encoder.ts';
import { readSafetensors } from '../safetensors.ts';
import { buildLayersModel, loadWeights } from './layers-model.ts';
import { loadTensorFlow } from './load-tensorflow.ts';
import { openTensorFlowEncoder } from './tensorflow-encoder.ts';

const models = buildModelsForTest();
afterAll(() => models.remove());

describe('TensorFlow.js against ONNX Runtime', () => {
  // The plain JavaScript backend takes seconds a block, so it gets one.
  it.each([
    ['wasm', 'swoosh-44k', 150],
    ['cpu', 'glass-44k', 100],
  ] as const)('%s: the same embeddings and categories', async (backend, golden, rows) => {
    const { mel } = readGoldenMel(golden);
    const reference = await openEncoder({ precision: 'fp32', preferGpu: false, assetsFolder: models.folder });
    const expected = await reference.embed(mel, rows);
    await reference.close();
    const encoder = await openTensorFlowEncoder({ backend, assetsFolder: models.folder, threads: 1 });
    const actual = await encoder.embed(mel, rows);
    await encoder.close();
    const expectedBlocks = splitEmbeddings(expected.embeddings);
    for (const [block, embedding] of splitEmbeddings(actual.embeddings).entries())
      expect(cosine(embedding, expectedBlocks[block] ?? new Float32Array(0))).toBeGreaterThan(0.99999);
    for (const [index, probability] of actual.categories.entries())
      expect(probability).toBeCloseTo(expected.categories[index] ?? -1, 5);
  });
});

describe('the trainable layers model', () => {
  it('computes the golden embedding with batch normalisation as layers of its own', async () => {
    const tensorFlow = await loadTensorFlow('wasm', 1);
    const { tensors } = readSafetensors(readFileSync(join(SOURCE_FOLDER, 'x-sequential-ce.safetensors')));
    const model = buildLayersModel(tensorFlow, AISFX_ENCODER, { normalisation: 'trainable' });
    loadWeights(tensorFlow, model, AISFX_ENCODER, tensors, { normalisation: 'trainable' });
    const input = tensorFlow.core.tensor4d(readGoldenMel('crow-44k').mel, [1, 100, 96, 1]);
    const output = model.predictOnBatch(input);
    if (Array.isArray(output)) throw new TypeError('the model has one output');
    expect(cosine(Float32Array.from(await output.data()), readGolden('crow-44k', 'embedding'))).toBeGreaterThan(
      0.99999,
    );
    tensorFlow.core.dispose([input, output]);
    model.dispose();
  });

  it('can be made narrower', async () => {
    const tensorFlow = await loadTensorFlow('wasm', 1);
    const model = buildLayersModel(tensorFlow, describeEncoder({ width: 4 }), { normalisation: 'trainable' });
    expect(model.outputs[0]?.shape).toEqual([null, 32]);
    model.dispose();
  });
});

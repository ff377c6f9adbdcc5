import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { MODEL_FILES } from './assets.ts';
import { buildModelsForTest, GOLDEN_NAMES, readGolden } from './built-models.fixture.ts';
import { openFrameCategories } from './frame-categories.ts';
import { loadOnnxRuntime } from './onnx/session.ts';

const models = buildModelsForTest();
afterAll(() => models.remove());

describe('categories of stored embeddings', { timeout: 60_000 }, () => {
  const categoriesOf = openFrameCategories(models.folder);

  it.each(GOLDEN_NAMES)('are those of the graph that listens, within 1e-5: %s', async (name) => {
    const embeddings = readGolden(name, 'embedding');
    const runtime = await loadOnnxRuntime();
    const session = await runtime.InferenceSession.create(join(models.folder, MODEL_FILES.heads));
    const input = new runtime.Tensor('float32', embeddings, [embeddings.length / 512, 512]);
    const expected = (await session.run({ embedding: input })).categories?.data as Float32Array;
    const found = categoriesOf(embeddings);
    expect(found.length).toBe(expected.length);
    const worst = found.reduce((most, value, index) => Math.max(most, Math.abs(value - (expected[index] ?? 9))), 0);
    expect(worst).toBeLessThan(1e-5);
    await session.release();
  });

  it('are none of no frames', () => {
    expect(categoriesOf(new Float32Array()).length).toBe(0);
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { adapt, buildVersion, readBaseModel, rebuildVersion, type VersionSource } from './build-version.ts';
import { buildModelsForTest, readGoldenMel, splitEmbeddings } from './built-models.fixture.ts';
import { cosine } from './cosine.ts';
import { openFrameCategories } from './frame-categories.ts';
import { openEncoder } from './open-encoder.ts';
import { readSafetensors } from './safetensors.ts';
import { madeUpBlocks, nearIdentity, randomNumbers, tinyVersion } from './tiny-version.fixture.ts';

const models = buildModelsForTest();
const folders: string[] = [];
afterAll(() => {
  models.remove();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const base = readBaseModel(models.folder);
const blocks = madeUpBlocks(12);
const sourceOf = (given: Pick<VersionSource, 'shape' | 'weights'>): VersionSource => ({
  base,
  beganFromBase: false,
  blocks,
  ...given,
});

function write(files: ReadonlyMap<string, Uint8Array>, architecture: { width: number; adapter: boolean }): string {
  const folder = mkdtempSync(join(tmpdir(), 'sonotheque-version-'));
  folders.push(folder);
  for (const [name, contents] of files) writeFileSync(join(folder, name), contents);
  writeFileSync(join(folder, 'version.json'), JSON.stringify({ format: 1, id: 'tiny', architecture }));
  return folder;
}

async function embed(folder: string, precision: 'int8' | 'fp32', mel: Float32Array, rows: number) {
  const encoder = await openEncoder({ precision, preferGpu: false, assetsFolder: folder });
  const heard = await encoder.embed(mel, rows);
  await encoder.close();
  return { ...heard, encoder };
}

describe('a version with a narrow encoder', () => {
  it('is built, checked, opened in both precisions, and its embeddings are filled up', async () => {
    const shape = { width: 4, adapter: true };
    const built = await buildVersion(sourceOf({ shape, weights: tinyVersion(shape) }));
    expect(built.followsFromBase).toBe(false);
    expect(built.parity.fp32Cosine).toBeGreaterThan(0.9999);
    expect(built.parity).toMatchObject({ usesInt8: true, int8Refusal: null, blocks: 12 });
    const folder = write(built.files, shape);
    const { mel, rows } = readGoldenMel('crow-44k');
    const float = await embed(folder, 'fp32', mel, rows);
    const int8 = await embed(folder, 'int8', mel, rows);
    expect(float.encoder).toMatchObject({ backend: 'onnxruntime-cpu', precision: 'fp32', modelVersion: 'tiny' });
    expect(int8.encoder.precision).toBe('int8');
    for (const [block, embedding] of splitEmbeddings(float.embeddings).entries()) {
      expect(embedding.subarray(32).every((value) => value === 0)).toBe(true);
      expect(embedding.subarray(0, 32).some((value) => value !== 0)).toBe(true);
      expect(cosine(embedding, splitEmbeddings(int8.embeddings)[block] ?? embedding)).toBeGreaterThan(0.98);
    }
    const total = float.categories.reduce((sum, value) => sum + value, 0);
    expect(total / (float.categories.length / 82)).toBeCloseTo(1, 4);
    const strip = openFrameCategories(folder)(float.embeddings);
    for (const [at, value] of strip.entries()) expect(value).toBeCloseTo(float.categories[at] ?? -1, 4);
  });

  it('is rebuilt from its own weights to the same graphs, byte for byte', async () => {
    const shape = { width: 4, adapter: false };
    const built = await buildVersion(sourceOf({ shape, weights: tinyVersion(shape, 2) }));
    const file = (name: string) => built.files.get(name) ?? new Uint8Array();
    const calibration = JSON.parse(Buffer.from(file('calibration.json')).toString('utf8'));
    const again = await rebuildVersion(shape, readSafetensors(file('weights.safetensors')), calibration, blocks);
    expect([...again.files.keys()]).toEqual([...built.files.keys()]);
    for (const [name, contents] of again.files) expect(Buffer.compare(contents, file(name)), name).toBe(0);
  });

  it('is refused where its weights are not those of the shape', async () => {
    const shape = { width: 4, adapter: false };
    const build = (weights: VersionSource['weights']) => buildVersion(sourceOf({ shape, weights }));
    await expect(build(tinyVersion({ width: 5 }))).rejects.toMatchObject({ failure: { code: 'bad-weights' } });
    await expect(build(tinyVersion({ width: 4, adapter: true }))).rejects.toThrow('adapter');
    const strange = tinyVersion(shape);
    await expect(
      build({
        ...strange,
        tensors: new Map([...strange.tensors, ['code.py', { shape: [0], values: new Float32Array() }]]),
      }),
    ).rejects.toThrow('code.py');
    const broken = tinyVersion(shape);
    broken.tensors.get('embedding_net.conv_block1.conv1.weight')?.values.fill(Number.NaN);
    await expect(build(broken)).rejects.toThrow('no usable numbers');
  });
});

describe('an adapter over the shipped encoder', () => {
  it('needs no listening: what follows from stored vectors is what listening gives, and the heads say what they said', async () => {
    const random = randomNumbers(9);
    const size = 512;
    const tensors = new Map([
      ...base.weights.tensors,
      ['adapter.weight', nearIdentity(size, random)] as const,
      ['adapter.bias', { shape: [size], values: Float32Array.from({ length: size }, () => random() - 0.5) }] as const,
    ]);
    const shape = { width: 64, adapter: true };
    const built = await buildVersion(sourceOf({ shape, weights: { tensors, metadata: { heads: '[]' } } }));
    expect(built.followsFromBase).toBe(true);
    expect(built.parity.usesInt8).toBe(true);
    const folder = write(built.files, shape);
    const { mel, rows } = readGoldenMel('safari-44k');
    const before = await embed(models.folder, 'fp32', mel, rows);
    const after = await embed(folder, 'fp32', mel, rows);
    const { weights, description } = base;
    expect(description.isShipped).toBe(true);
    const { describeEncoder } = await import('./architecture.ts');
    const followed = splitEmbeddings(adapt(describeEncoder(shape), tensors, before.embeddings));
    for (const [block, embedding] of splitEmbeddings(after.embeddings).entries())
      expect(cosine(embedding, followed[block] ?? embedding.map(() => 0))).toBeGreaterThan(0.99999);
    for (const [at, probability] of after.categories.entries())
      expect(Math.abs(probability - (before.categories[at] ?? 0))).toBeLessThan(0.02);
    expect(readSafetensors(readFileSync(join(folder, 'weights.safetensors'))).tensors.size).toBeGreaterThan(
      weights.tensors.size,
    );
  });
});

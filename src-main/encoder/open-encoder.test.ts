import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildModelsForTest } from './built-models.fixture.ts';
import { chooseCandidates, openEncoder } from './open-encoder.ts';

const models = buildModelsForTest();
afterAll(() => models.remove());

describe('choosing an encoder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sonotheque-broken-'));
    cpSync(models.folder, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Overwrites weights in the middle of a graph: it still loads, and computes something else. */
  const breakGraph = (name: string) => {
    const file = join(folder, name);
    const bytes = readFileSync(file);
    bytes.fill(0x3c, bytes.length >> 1, (bytes.length >> 1) + (bytes.length >> 2));
    writeFileSync(file, bytes);
  };
  const open = async (precision: 'int8' | 'fp32' | 'best') => {
    const encoder = await openEncoder({ precision, preferGpu: false, assetsFolder: folder });
    await encoder.close();
    return encoder;
  };

  it('takes int8 where it works, and says why', async () => {
    const encoder = await open('best');
    expect(encoder).toMatchObject({ backend: 'onnxruntime-cpu', precision: 'int8' });
    expect(encoder.why).toMatch(/^onnxruntime-cpu int8 passed its self-check \(cosine 0\.99\d+\)$/);
  });

  it('passes over an int8 graph that computes wrongly', async () => {
    breakGraph('encoder-int8.onnx');
    const encoder = await open('int8');
    expect(encoder.precision).toBe('fp32');
    expect(encoder.why).toContain('onnxruntime-cpu int8: failed its self-check');
  });

  it('passes over a graph that is missing', async () => {
    rmSync(join(folder, 'encoder-int8.onnx'));
    const encoder = await open('best');
    expect(encoder.precision).toBe('fp32');
    expect(encoder.why).toContain('encoder-int8.onnx is missing');
  });

  it('passes over a graph that is no graph', async () => {
    writeFileSync(join(folder, 'encoder-int8.onnx'), 'not a graph');
    expect((await open('best')).precision).toBe('fp32');
  });

  it('ends at TensorFlow.js when no ONNX graph is right', async () => {
    breakGraph('encoder-int8.onnx');
    breakGraph('encoder-fp32.onnx');
    expect((await open('best')).backend).toMatch(/^tensorflow-(node|wasm)$/);
  });

  it('says what to do when the model files are missing altogether', async () => {
    rmSync(folder, { recursive: true });
    await expect(open('best')).rejects.toMatchObject({
      failure: { code: 'no-encoder', nextStep: expect.stringContaining('npm run models:build') },
    });
    cpSync(models.folder, folder, { recursive: true });
  });
});

describe('the order of candidates', () => {
  const names = (...request: Parameters<typeof chooseCandidates>) =>
    chooseCandidates(...request).map(({ name }) => name);

  it('puts GPUs first, then int8, and what is slow last', () => {
    const order = names({}, 'linux');
    expect(order[0]).toBe('tensorflow-node-gpu fp32');
    expect(order.indexOf('onnxruntime-cuda fp32')).toBeLessThan(order.indexOf('onnxruntime-cpu int8'));
    expect(order.at(-1)).toBe('tensorflow-cpu fp32');
  });

  it('tries only what exists for the system', () => {
    expect(names({}, 'win32')).toContain('onnxruntime-dml fp32');
    expect(names({}, 'darwin')).toContain('onnxruntime-coreml fp32');
    expect(names({}, 'linux').some((name) => /dml|coreml/.test(name))).toBe(false);
  });

  it('never gives int8 to who asks for fp32, nor a GPU to who wants none', () => {
    expect(names({ precision: 'fp32' }, 'linux').some((name) => name.includes('int8'))).toBe(false);
    expect(names({ preferGpu: false }, 'linux').some((name) => /gpu|cuda/.test(name))).toBe(false);
  });
});

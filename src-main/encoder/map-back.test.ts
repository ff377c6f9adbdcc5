import { describe, expect, it } from 'vitest';
import { cosine } from './cosine.ts';
import type { CategoryHead } from './heads.ts';
import { fitMapBack, invertAdapter, type MapBack, readThrough } from './map-back.ts';
import { solveSymmetric } from './solve.ts';
import { nearIdentity, randomNumbers } from './tiny-version.fixture.ts';
import type { DenseLayer } from './weights.ts';

const size = 16;
const random = randomNumbers(3);
const vector = () => Float32Array.from({ length: size }, random);
const adapter: DenseLayer = { weight: nearIdentity(size, random), bias: { shape: [size], values: vector() } };
const apply = ({ weight, bias }: DenseLayer, x: Float32Array) =>
  bias.values.map((value, row) =>
    x.reduce((sum, one, k) => sum + one * (weight.values[row * x.length + k] ?? 0), value),
  );
const goBack = ({ matrix, offset }: MapBack, y: Float32Array) =>
  offset.map((value, row) => y.reduce((sum, one, k) => sum + one * (matrix[row * y.length + k] ?? 0), value));

describe('solving', () => {
  it('finds what was put in', () => {
    // [[4, 2], [2, 3]] · [[1, −1], [2, 0.5]]
    const matrix = Float64Array.of(4, 0, 2, 3);
    const right = Float64Array.of(8, -3, 8, -0.5);
    solveSymmetric(matrix, right, 2);
    for (const [at, value] of [1, -1, 2, 0.5].entries()) expect(right[at]).toBeCloseTo(value, 12);
  });

  it('refuses what is not positive definite', () => {
    expect(() => solveSymmetric(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1), 2)).toThrow('positive definite');
  });
});

describe('the way back through an adapter', () => {
  it('gives the embedding that went in, nearly', () => {
    const back = invertAdapter(adapter, vector());
    for (let trial = 0; trial < 20; trial += 1) {
      const x = vector();
      expect(cosine(goBack(back, apply(adapter, x)), x)).toBeGreaterThan(0.9999);
    }
  });

  it('gives the mean where the adapter forgets everything', () => {
    const mean = vector();
    const blank = { weight: { shape: [size, size], values: new Float32Array(size * size) }, bias: adapter.bias };
    expect([...goBack(invertAdapter(blank, mean), vector())]).toEqual([...mean]);
  });

  it('lets a head say what it said', () => {
    const head: CategoryHead = {
      name: 'one',
      weight: 1,
      layers: [
        {
          weight: { shape: [3, size], values: Float32Array.from({ length: 3 * size }, random) },
          bias: { shape: [3], values: Float32Array.of(1, 2, 3) },
        },
      ],
      shares: { shape: [3, 3], values: new Float32Array(9) },
    };
    const [through] = readThrough(head, invertAdapter(adapter, new Float32Array(size))).layers;
    const [direct] = head.layers;
    if (!through || !direct) throw new Error('a head has a layer');
    for (let trial = 0; trial < 20; trial += 1) {
      const x = vector();
      const [expected, actual] = [apply(direct, x), apply(through, apply(adapter, x))];
      for (const [output, value] of expected.entries()) expect(actual[output]).toBeCloseTo(value, 2);
    }
  });
});

describe('the way back fitted to frames', () => {
  const frames = 400;
  const olds = Float32Array.from({ length: frames * size }, random);
  const news = Float32Array.from(
    Array.from({ length: frames }, (_, frame) => [
      ...apply(adapter, olds.subarray(frame * size, (frame + 1) * size)),
    ]).flat(),
  );

  it('finds a linear one', () => {
    const back = fitMapBack(olds, news, { old: size, now: size, beginsAlike: false });
    const cosines = Array.from({ length: 50 }, (_, frame) => {
      const at = [frame * size, (frame + 1) * size] as const;
      return cosine(goBack(back, news.subarray(...at)), olds.subarray(...at));
    });
    expect(Math.min(...cosines)).toBeGreaterThan(0.98);
  });

  it('changes nothing without frames where the encoders began alike', () => {
    const x = vector();
    const back = fitMapBack(new Float32Array(), new Float32Array(), { old: size, now: size, beginsAlike: true });
    expect([...goBack(back, x)]).toEqual([...x]);
  });

  it('goes from a narrow encoder to a wide one', () => {
    const narrow = Float32Array.from(
      { length: frames * 4 },
      (_, at) => news[Math.floor(at / 4) * size + (at % 4)] ?? 0,
    );
    const { matrix, offset } = fitMapBack(olds, narrow, { old: size, now: 4, beginsAlike: false });
    expect([matrix.length, offset.length]).toEqual([size * 4, size]);
  });
});

/** The frames of a training run, read from its folder. */
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { AISFX_ENCODER } from '../../encoder/index.ts';
import { RUN_FILES, type RunDatasets, type RunSound } from '../../training/run-folder/index.ts';

const { blockRows, hopRows, bands, embeddingSize } = AISFX_ENCODER;

/** A sound of a run with frames of it; `blocks`: 100 × 96 mel values each, `embeddings`: frames × 512. */
export type FramesOfSound = {
  readonly sound: RunSound;
  readonly dataset: RunDatasets['datasets'][number];
  readonly blocks: readonly Float32Array[];
  readonly embeddings: Float32Array | null;
};

/**
 * Reads frames of sounds from all over the run.
 *
 * @param most how many frames at most, about
 * @param framesASound at most
 */
export function readRunFrames(
  runFolder: string,
  { datasets }: RunDatasets,
  most: number,
  framesASound: number,
): FramesOfSound[] {
  const all = datasets.flatMap((dataset) => dataset.sounds.map((sound) => ({ dataset, sound })));
  const fits = Math.max(1, Math.floor(most / framesASound));
  const chosen =
    all.length <= fits ? all : Array.from({ length: fits }, (_, at) => all[Math.floor((at * all.length) / fits)]);
  const spectra = open(path.join(runFolder, RUN_FILES.spectra));
  const vectors = open(path.join(runFolder, RUN_FILES.embeddings));
  try {
    return chosen.flatMap((one): FramesOfSound[] => {
      if (one === undefined) return [];
      const { sound, dataset } = one;
      const frames = spread(sound.chosenFrames, framesASound);
      const blocks =
        spectra === null
          ? []
          : frames.flatMap(
              (frame) => halfFloats(spectra, (sound.firstRow + frame * hopRows) * bands, blockRows * bands) ?? [],
            );
      const parts =
        vectors === null
          ? []
          : frames.flatMap((frame) => floats(vectors, (sound.firstFrame + frame) * embeddingSize, embeddingSize) ?? []);
      const embeddings = parts.length === 0 ? null : new Float32Array(parts.length * embeddingSize);
      for (const [at, part] of parts.entries()) embeddings?.set(part, at * embeddingSize);
      return [{ sound, dataset, blocks, embeddings }];
    });
  } finally {
    for (const file of [spectra, vectors]) if (file !== null) closeSync(file);
  }
}

const open = (file: string): number | null => (existsSync(file) ? openSync(file, 'r') : null);

function bytesAt(file: number, at: number, length: number): Buffer | null {
  if (at + length > fstatSync(file).size) return null;
  const bytes = Buffer.alloc(length);
  return readSync(file, bytes, 0, length, at) === length ? bytes : null;
}

function floats(file: number, first: number, count: number): Float32Array | null {
  const bytes = bytesAt(file, first * 4, count * 4);
  return bytes && Float32Array.from({ length: count }, (_, at) => bytes.readFloatLE(at * 4));
}

function halfFloats(file: number, first: number, count: number): Float32Array | null {
  const bytes = bytesAt(file, first * 2, count * 2);
  return bytes && Float32Array.from({ length: count }, (_, at) => fromHalf(bytes.readUInt16LE(at * 2)));
}

/** IEEE 754 binary16. */
export function fromHalf(bits: number): number {
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function spread<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, at) => items[Math.floor((at * items.length) / most)] as Item);
}

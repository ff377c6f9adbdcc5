/** What the heads learn from: one vector a sound and model version. */
import { categories } from '../../src-shared/ucs/index.ts';
import { audibleFrames, countWins, featuresOf, poolSound } from '../learning/index.ts';
import { componentCount, type FeatureParameters, featureLength } from './starter.ts';

/** Frames × 512 embeddings, one level a frame (dBFS), frames × 82 category probabilities. */
export type FrameValues = {
  readonly embeddings: Float32Array;
  readonly levelsDb: Float32Array;
  readonly frameCategories: Float32Array;
};

/**
 * The features of a sound: principal components of the standardised mean and largest of its audible frames' embeddings,
 * then the standardised logarithms of the heads' mean probabilities. `null` of silence.
 */
export function makeFeatures(parameters: FeatureParameters, sound: FrameValues): Float32Array | null {
  const pooled = poolSound(sound);
  return pooled && featuresOf(parameters, pooled);
}

/** What the heads' probabilities were, from the features. @returns 82 natural logarithms, floored */
export function heardLogs({ logMean, logScale }: FeatureParameters, features: ArrayLike<number>): Float32Array {
  return Float32Array.from(
    categories,
    (_, at) => (features[componentCount + at] ?? 0) / (logScale[at] ?? 1) + (logMean[at] ?? 0),
  );
}

/** What is kept of a sound to suggest by: features as int8 with one scale, and in how many frames each category won. */
export type PackedFeatures = Uint8Array;

export type HeardFrames = {
  readonly frames: number;
  /** Category → frames that it won. */
  readonly wins: ReadonlyMap<number, number>;
};

export type SoundFeatures = HeardFrames & {
  /** Largest magnitude ↔ 127. */
  readonly scale: number;
  /** 274 */
  readonly values: Int8Array;
};

const WINS_AT = 4 + featureLength;
const WIN_BYTES = 3;

/**
 * float32 scale, 274 int8, uint16 audible frames, then a category (uint8) and its frames (uint16) each; little endian.
 * `null` of silence.
 */
export function packFeatures(parameters: FeatureParameters, sound: FrameValues): PackedFeatures | null {
  const features = makeFeatures(parameters, sound);
  if (features === null) return null;
  const frames = audibleFrames(sound.levelsDb);
  const wins = [...countWins(sound.frameCategories, categories.length, frames).entries()].filter(([, count]) => count);
  const bytes = new Uint8Array(WINS_AT + 2 + wins.length * WIN_BYTES);
  const view = new DataView(bytes.buffer);
  const largest = features.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scale = Math.fround(largest / 127);
  view.setFloat32(0, scale, true);
  for (const [at, value] of features.entries()) view.setInt8(4 + at, scale === 0 ? 0 : Math.round(value / scale));
  view.setUint16(WINS_AT, Math.min(frames.length, 0xffff), true);
  for (const [place, [category, count]] of wins.entries()) {
    view.setUint8(WINS_AT + 2 + place * WIN_BYTES, category);
    view.setUint16(WINS_AT + 3 + place * WIN_BYTES, Math.min(count, 0xffff), true);
  }
  return bytes;
}

/** `null` for bytes that no `packFeatures` of this kind wrote. */
export function unpackFeatures(bytes: PackedFeatures): SoundFeatures | null {
  if (bytes.length < WINS_AT + 2 || (bytes.length - WINS_AT - 2) % WIN_BYTES !== 0) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wins = new Map<number, number>();
  for (let at = WINS_AT + 2; at < bytes.length; at += WIN_BYTES) {
    wins.set(view.getUint8(at), view.getUint16(at + 1, true));
  }
  return {
    scale: view.getFloat32(0, true),
    values: new Int8Array(bytes.buffer, bytes.byteOffset + 4, featureLength),
    frames: view.getUint16(WINS_AT, true),
    wins,
  };
}

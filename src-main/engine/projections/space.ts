import type { Points, Reduction } from '../../learning/index.ts';

/** What it takes to place further sounds on a map: the reduced space, and where in it the landmarks lie. */
export type Space = {
  readonly reduction: Reduction;
  /** Which of the map's places are those of the landmarks. */
  readonly landmarks: Uint32Array;
  /** Landmarks × columns. */
  readonly points: Points;
};

const HEAD_BYTES = 16;

/**
 * Width, columns and landmarks (uint32), the points' scale, the mean and the directions (float32), the landmarks' places
 * (uint32), their points (int8, largest magnitude ↔ 127); little endian.
 */
export function packSpace({ reduction, landmarks, points }: Space): Uint8Array {
  const width = reduction.mean.length;
  const { columns } = points;
  const floats = width + reduction.directions.length;
  const bytes = new Uint8Array(HEAD_BYTES + 4 * (floats + landmarks.length) + landmarks.length * columns);
  const view = new DataView(bytes.buffer);
  let largest = 0;
  for (const value of points.values) largest = Math.max(largest, Math.abs(value));
  const scale = largest / 127;
  view.setUint32(0, width, true);
  view.setUint32(4, columns, true);
  view.setUint32(8, landmarks.length, true);
  view.setFloat32(12, scale, true);
  new Float32Array(bytes.buffer, HEAD_BYTES, floats).set([...reduction.mean, ...reduction.directions]);
  new Uint32Array(bytes.buffer, HEAD_BYTES + 4 * floats, landmarks.length).set(landmarks);
  const small = new Int8Array(bytes.buffer, HEAD_BYTES + 4 * (floats + landmarks.length));
  for (let at = 0; at < small.length; at += 1) {
    small[at] = scale === 0 ? 0 : Math.round((points.values[at] as number) / scale);
  }
  return bytes;
}

/** @throws RangeError for bytes that `packSpace` didn't write */
export function unpackSpace(packed: Uint8Array): Space {
  const { buffer } = Uint8Array.from(packed);
  const view = new DataView(buffer);
  const [width, columns, count] = [view.getUint32(0, true), view.getUint32(4, true), view.getUint32(8, true)];
  const scale = view.getFloat32(12, true);
  const floats = new Float32Array(buffer, HEAD_BYTES, width * (columns + 1));
  const landmarks = new Uint32Array(buffer, HEAD_BYTES + 4 * floats.length, count);
  const small = new Int8Array(buffer, HEAD_BYTES + 4 * (floats.length + count), count * columns);
  return {
    reduction: {
      mean: Float64Array.from(floats.subarray(0, width)),
      directions: Float64Array.from(floats.subarray(width)),
    },
    landmarks,
    points: { columns, values: Float32Array.from(small, (value) => value * scale) },
  };
}

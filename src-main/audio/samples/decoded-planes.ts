/** Samples as numbers in −1…1: 64-bit floats hold every integer format exactly. */
import type { Frame } from 'node-av/lib';
import { decodedLayout } from '../decoding/pcm-layouts.ts';
import { SAMPLE_BYTES, type SampleLayout } from '../front-end/memory-layout.ts';

/** One array a channel, all of one length. */
export type SamplePlanes = readonly Float64Array[];

type Reader = (bytes: DataView, at: number) => number;

/** Decoders give samples in the machine's byte order: little-endian on every system we run on. */
const READERS: Readonly<Record<SampleLayout, Reader>> = {
  u8: (bytes, at) => (bytes.getUint8(at) - 128) / 128,
  s16: (bytes, at) => bytes.getInt16(at, true) / 32_768,
  s24: (bytes, at) => (bytes.getUint16(at, true) + bytes.getInt8(at + 2) * 65_536) / 8_388_608,
  s32: (bytes, at) => bytes.getInt32(at, true) / 2_147_483_648,
  f32: (bytes, at) => bytes.getFloat32(at, true),
  f64: (bytes, at) => bytes.getFloat64(at, true),
  s64: (bytes, at) => Number(bytes.getBigInt64(at, true)) / 2 ** 63,
};

function readPlane(buffer: Buffer | undefined, layout: SampleLayout, first: number, step: number, frames: number) {
  const plane = new Float64Array(frames);
  if (!buffer || buffer.length < first + (frames - 1) * step + SAMPLE_BYTES[layout]) return plane;
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
  const read = READERS[layout];
  for (let index = 0, at = first; index < frames; index++, at += step) {
    const value = read(view, at);
    // What is not a number is silence.
    plane[index] = Number.isFinite(value) ? value : 0;
  }
  return plane;
}

/** The samples of a decoded frame; `null` where it holds none, or in a form that no decoder of sound uses. */
export function planesOfFrame(frame: Frame): SamplePlanes | null {
  const found = decodedLayout(frame.format);
  const buffers = frame.extendedData ?? frame.data;
  const { nbSamples: frames, channels } = frame;
  if (!found || buffers === null || frames <= 0 || channels <= 0) return null;
  const { layout, planar } = found;
  const bytes = SAMPLE_BYTES[layout];
  return Array.from({ length: channels }, (_, channel) =>
    planar
      ? readPlane(buffers[channel], layout, 0, bytes, frames)
      : readPlane(buffers[0], layout, channel * bytes, bytes * channels, frames),
  );
}

/** The samples of a packet of little-endian PCM; a last part of a frame doesn't count. */
export function planesOfPcm(data: Buffer, layout: SampleLayout, channels: number): SamplePlanes | null {
  const bytes = SAMPLE_BYTES[layout];
  const frames = Math.floor(data.length / (bytes * channels));
  if (frames === 0) return null;
  return Array.from({ length: channels }, (_, channel) =>
    readPlane(data, layout, channel * bytes, bytes * channels, frames),
  );
}

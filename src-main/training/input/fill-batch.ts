/** From bytes of a run's input file to the numbers of a batch. */
import { endianness } from 'node:os';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { changeSpectrum, mixFrames } from '../augmentation/index.ts';
import { type BatchOrder, frameSize, type InputLayout } from './batch-order.ts';

/** Reads up to `bytes.length` bytes from `position`; as `fs.readSync` on an open file. */
export type PositionedRead = (bytes: Uint8Array, position: number) => number;

const BYTES_OF_HALF = 2;
const BYTES_OF_FLOAT = 4;

/**
 * Frames one after the other, float32.
 *
 * @throws SonothequeError `input-cut` where the file ends before a frame does.
 */
export function fillBatch(read: PositionedRead, layout: InputLayout, order: BatchOrder): Float32Array<ArrayBuffer> {
  const size = frameSize(layout);
  const batch = new Float32Array(order.first.length * size);
  for (let frame = 0; frame < order.first.length; frame += 1) {
    const into = batch.subarray(frame * size, (frame + 1) * size);
    const first = order.first[frame] as number;
    if (layout.kind === 'embeddings') readFloats(read, into, first * layout.size);
    else {
      const numbers = Math.min(order.count[frame] as number, layout.rows) * layout.bands;
      readHalves(read, into.subarray(0, numbers), first * layout.bands);
      const change = order.changes?.[frame];
      if (change) changeSpectrum(into, layout.bands, change);
    }
  }
  if (order.mix) mixFrames(batch, size, order.mix.partners, order.mix.share);
  return batch;
}

function readFloats(read: PositionedRead, into: Float32Array, first: number): void {
  const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
  readWhole(read, bytes, first * BYTES_OF_FLOAT);
  if (endianness() === 'LE') return;
  const view = new DataView(into.buffer, into.byteOffset, into.byteLength);
  for (let index = 0; index < into.length; index += 1) into[index] = view.getFloat32(index * BYTES_OF_FLOAT, true);
}

function readHalves(read: PositionedRead, into: Float32Array, first: number): void {
  const bytes = new Uint8Array(into.length * BYTES_OF_HALF);
  readWhole(read, bytes, first * BYTES_OF_HALF);
  const halves = endianness() === 'LE' ? new Uint16Array(bytes.buffer) : swapped(bytes);
  for (let index = 0; index < into.length; index += 1) into[index] = FLOAT_OF_HALF[halves[index] as number] as number;
}

function swapped(bytes: Uint8Array): Uint16Array {
  const view = new DataView(bytes.buffer);
  return Uint16Array.from({ length: bytes.length / BYTES_OF_HALF }, (_, index) => view.getUint16(index * 2, true));
}

function readWhole(read: PositionedRead, bytes: Uint8Array, position: number): void {
  let done = 0;
  while (done < bytes.length) {
    const more = read(bytes.subarray(done), position + done);
    if (more === 0)
      throw new SonothequeError({
        code: 'input-cut',
        message: "The run's file of sounds has become shorter than it was.",
        nextStep: 'Make the run anew; this one goes on from its last checkpoint if the file comes back.',
      });
    done += more;
  }
}

/** The number that each of the 65,536 half-precision patterns stands for (IEEE 754-2019, binary16). */
const FLOAT_OF_HALF: Float32Array = Float32Array.from({ length: 65_536 }, (_, pattern) => {
  const sign = pattern & 0x8000 ? -1 : 1;
  const exponent = (pattern >> 10) & 0x1f;
  const fraction = pattern & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
});

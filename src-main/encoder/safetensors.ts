/**
 * Reader and writer of the safetensors format: eight bytes of header length (little endian), a JSON header naming each
 * tensor's type, shape and byte range, then the bytes.
 * Source: https://github.com/huggingface/safetensors#format
 */
import { z } from 'zod';
import { SonothequeError } from '../../src-shared/contract/failures.ts';

/** A tensor of 32-bit floats in C order. */
export type FloatTensor = { readonly shape: readonly number[]; readonly values: Float32Array };

export type Safetensors = {
  readonly tensors: ReadonlyMap<string, FloatTensor>;
  readonly metadata: Readonly<Record<string, string>>;
};

const LENGTH_BYTES = 8;
const LARGEST_HEADER_BYTES = 100_000_000;

const headerEntry = z.object({
  dtype: z.string(),
  shape: z.array(z.int().nonnegative()),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});

function damaged(reason: string): SonothequeError {
  return new SonothequeError({
    code: 'bad-weights',
    message: `The weights file can't be used: ${reason}.`,
    nextStep: 'Get the file again from where it came from; a set-up run restores the one that comes along.',
  });
}

function parseHeader(bytes: Uint8Array): { readonly header: Record<string, unknown>; readonly dataStart: number } {
  if (bytes.byteLength < LENGTH_BYTES) throw damaged('it is shorter than its own header');
  const length = new DataView(bytes.buffer, bytes.byteOffset, LENGTH_BYTES).getBigUint64(0, true);
  if (length > BigInt(Math.min(LARGEST_HEADER_BYTES, bytes.byteLength - LENGTH_BYTES)))
    throw damaged('it is shorter than its own header');
  const dataStart = LENGTH_BYTES + Number(length);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(LENGTH_BYTES, dataStart));
    return { header: z.record(z.string(), z.unknown()).parse(JSON.parse(text)), dataStart };
  } catch {
    throw damaged('its header is not a JSON object');
  }
}

/**
 * Reads every tensor of a safetensors file.
 *
 * @throws SonothequeError `bad-weights` when the file is truncated, malformed, or holds something but 32-bit floats.
 */
export function readSafetensors(bytes: Uint8Array): Safetensors {
  const { header, dataStart } = parseHeader(bytes);
  const dataBytes = bytes.byteLength - dataStart;
  const tensors = new Map<string, FloatTensor>();
  let metadata: Record<string, string> = {};
  for (const [name, raw] of Object.entries(header)) {
    if (name === '__metadata__') {
      const parsed = z.record(z.string(), z.string()).safeParse(raw);
      if (!parsed.success) throw damaged('its metadata are not texts');
      metadata = parsed.data;
      continue;
    }
    const parsed = headerEntry.safeParse(raw);
    if (!parsed.success) throw damaged(`its entry for ${name} is malformed`);
    const { dtype, shape, data_offsets: range } = parsed.data;
    if (dtype !== 'F32') throw damaged(`${name} has the number type ${dtype}, not F32`);
    const [start, end] = range;
    const count = shape.reduce((product, side) => product * side, 1);
    if (end > dataBytes || end - start !== count * 4) throw damaged(`the bytes of ${name} are not all there`);
    const copy = bytes.slice(dataStart + start, dataStart + end);
    tensors.set(name, { shape, values: new Float32Array(copy.buffer, copy.byteOffset, count) });
  }
  return { tensors, metadata };
}

/**
 * As `readSafetensors`, of a file by strangers: its tensors must lie side by side and fill the file, so that they take no
 * more memory than it has bytes.
 *
 * @throws SonothequeError `bad-weights`
 */
export function readTiledSafetensors(
  bytes: Uint8Array,
  most: { readonly tensors: number; readonly headerBytes: number },
): Safetensors {
  if (bytes.byteLength < LENGTH_BYTES) throw damaged('it is shorter than its own header');
  const length = new DataView(bytes.buffer, bytes.byteOffset, LENGTH_BYTES).getBigUint64(0, true);
  if (length > BigInt(most.headerBytes)) throw damaged('its header is too long');
  const { header, dataStart } = parseHeader(bytes);
  const names = Object.keys(header).filter((name) => name !== '__metadata__');
  if (names.length > most.tensors) throw damaged('it holds too many tensors');
  const ranges = names.map((name) => {
    const parsed = headerEntry.safeParse(header[name]);
    if (!parsed.success) throw damaged(`its entry for ${name.slice(0, 60)} is malformed`);
    return parsed.data.data_offsets;
  });
  let end = 0;
  for (const [from, to] of ranges.sort(([a, aEnd], [b, bEnd]) => a - b || aEnd - bEnd)) {
    if (from !== end) throw damaged('its tensors do not lie side by side');
    end = to;
  }
  if (end !== bytes.byteLength - dataStart) throw damaged('its tensors do not fill it');
  return readSafetensors(bytes);
}

/** Writes tensors in name order, so that the same tensors always give the same bytes. */
export function writeSafetensors(contents: Safetensors): Uint8Array {
  const names = [...contents.tensors.keys()].sort();
  const header: Record<string, unknown> = {};
  if (Object.keys(contents.metadata).length > 0) header.__metadata__ = contents.metadata;
  const parts: Uint8Array[] = [];
  let offset = 0;
  for (const name of names) {
    const tensor = contents.tensors.get(name);
    if (tensor === undefined) continue;
    const { values } = tensor;
    const part = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    header[name] = { dtype: 'F32', shape: tensor.shape, data_offsets: [offset, offset + part.byteLength] };
    parts.push(part);
    offset += part.byteLength;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const headerBytes = Math.ceil(json.byteLength / 8) * 8;
  const file = new Uint8Array(LENGTH_BYTES + headerBytes + offset);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes), true);
  file.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + headerBytes);
  file.set(json, LENGTH_BYTES);
  let position = LENGTH_BYTES + headerBytes;
  for (const part of parts) {
    file.set(part, position);
    position += part.byteLength;
  }
  return file;
}

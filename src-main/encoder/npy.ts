/**
 * Reader and writer of NumPy's `.npy` arrays of 32-bit floats (little endian, C order), the form aiSFX keeps embeddings in.
 * Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html (version 1.0; 2.0 and 3.0 are read too).
 */
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import type { FloatTensor } from './safetensors.ts';

const MAGIC = '\u0093NUMPY';
const ALIGNMENT_BYTES = 64;

function unreadable(reason: string): SonothequeError {
  return new SonothequeError({
    code: 'bad-npy',
    message: `The array file can't be read: ${reason}.`,
    nextStep: 'Save it as float32 in C order: numpy.save(path, numpy.ascontiguousarray(array, "<f4")).',
  });
}

/**
 * Reads a `.npy` file.
 *
 * @throws SonothequeError `bad-npy` for another number type, Fortran order, or a damaged file.
 */
export function readNpy(bytes: Uint8Array): FloatTensor {
  const latin = (start: number, end: number) => String.fromCharCode(...bytes.subarray(start, end));
  if (bytes.byteLength < 10 || latin(0, 6) !== MAGIC) throw unreadable('it is not a NumPy array');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = (bytes[6] ?? 1) >= 2;
  if (wide && bytes.byteLength < 12) throw unreadable('its header is cut off');
  const headerStart = wide ? 12 : 10;
  const dataStart = headerStart + (wide ? view.getUint32(8, true) : view.getUint16(8, true));
  if (dataStart > Math.min(bytes.byteLength, 65_536)) throw unreadable('its header is cut off');
  const header = latin(headerStart, dataStart);
  const descriptor = /'descr':\s*'([^']*)'/.exec(header)?.[1];
  if (descriptor !== '<f4') throw unreadable(`its number type is ${descriptor ?? 'missing'}, not <f4`);
  if (!/'fortran_order':\s*False/.test(header)) throw unreadable('its numbers are in Fortran order');
  const sides = /'shape':\s*\(([\d,\s]*)\)/.exec(header)?.[1];
  if (sides === undefined) throw unreadable('its shape is missing');
  const shape = sides
    .split(',')
    .map((side) => side.trim())
    .filter((side) => side !== '')
    .map(Number);
  const count = shape.reduce((product, side) => product * side, 1);
  if (bytes.byteLength - dataStart !== count * 4) throw unreadable('its length does not match its shape');
  const copy = bytes.slice(dataStart);
  return { shape, values: new Float32Array(copy.buffer, copy.byteOffset, count) };
}

/** Writes a `.npy` file of version 1.0, byte for byte what `numpy.save` writes. */
export function writeNpy(tensor: FloatTensor): Uint8Array {
  const shape = tensor.shape.length === 1 ? `(${tensor.shape[0]},)` : `(${tensor.shape.join(', ')})`;
  const dictionary = `{'descr': '<f4', 'fortran_order': False, 'shape': ${shape}, }`;
  const unpadded = 10 + dictionary.length + 1;
  const header = `${dictionary}${' '.repeat((ALIGNMENT_BYTES - (unpadded % ALIGNMENT_BYTES)) % ALIGNMENT_BYTES)}\n`;
  const { values } = tensor;
  const file = new Uint8Array(10 + header.length + values.byteLength);
  for (const [index, character] of [...`${MAGIC}\u0001\u0000`].entries()) file[index] = character.charCodeAt(0);
  new DataView(file.buffer).setUint16(8, header.length, true);
  for (let index = 0; index < header.length; index++) file[10 + index] = header.charCodeAt(index);
  file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), 10 + header.length);
  return file;
}

import { CODING_BYTES, isFloatCoding, type SampleCoding } from './sample-coding.ts';

/** What a WAV file's header says of its samples. */
export type WaveShape = {
  readonly sampleRateHz: number;
  readonly channels: number;
  readonly coding: SampleCoding;
  /** Samples of each channel. */
  readonly frames: number;
  /** Speakers of more than two channels, as FFmpeg's and Microsoft's masks have them; 0: not said. */
  readonly speakerMask?: bigint;
};

/** A chunk between format and data: four letters and its bytes. */
export type WaveChunk = { readonly id: string; readonly bytes: Uint8Array };

const LARGEST_RIFF = 0xffffffff;
const WIDE_SIZES_BYTES = 28;
const EXTENSIBLE = 0xfffe;
/** What follows the first two bytes of a sub-format's identifier. */
const SUBFORMAT_TAIL = Buffer.from('000000001000800000aa00389b71', 'hex');

export function dataBytesOf({ channels, coding, frames }: Pick<WaveShape, 'channels' | 'coding' | 'frames'>): number {
  return frames * channels * CODING_BYTES[coding];
}

function chunk(id: string, bytes: Uint8Array): Buffer {
  const header = Buffer.alloc(8);
  header.write(id, 0, 'latin1');
  header.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([header, bytes, Buffer.alloc(bytes.length % 2)]);
}

function formatChunk({ sampleRateHz, channels, coding, speakerMask = 0n }: WaveShape): Buffer {
  const tag = isFloatCoding(coding) ? 3 : 1;
  const bits = CODING_BYTES[coding] * 8;
  const extensible = channels > 2 || bits > 24 || tag === 3;
  const body = Buffer.alloc(extensible ? 40 : 16);
  body.writeUInt16LE(extensible ? EXTENSIBLE : tag, 0);
  body.writeUInt16LE(channels, 2);
  body.writeUInt32LE(sampleRateHz, 4);
  body.writeUInt32LE((sampleRateHz * channels * CODING_BYTES[coding]) % 2 ** 32, 8);
  body.writeUInt16LE(channels * CODING_BYTES[coding], 12);
  body.writeUInt16LE(bits, 14);
  if (extensible) {
    body.writeUInt16LE(22, 16);
    body.writeUInt16LE(bits, 18);
    body.writeUInt32LE(Number(speakerMask & 0xffffffffn), 20);
    body.writeUInt16LE(tag, 24);
    SUBFORMAT_TAIL.copy(body, 26);
  }
  return chunk('fmt ', body);
}

/**
 * Everything of a WAV file that comes before its samples; RF64 (EBU Tech 3306) from 4 GiB on. The samples follow, padded
 * to an even number of bytes.
 */
export function waveHeader(shape: WaveShape, chunks: readonly WaveChunk[] = []): Buffer {
  const dataBytes = dataBytesOf(shape);
  const between = Buffer.concat([formatChunk(shape), ...chunks.map(({ id, bytes }) => chunk(id, bytes))]);
  const dataHeader = Buffer.alloc(8);
  dataHeader.write('data', 0, 'latin1');
  const form = Buffer.from('RIFF\0\0\0\0WAVE', 'latin1');
  const padded = dataBytes + (dataBytes % 2);
  const riffBytes = 4 + between.length + dataHeader.length + padded;
  if (riffBytes <= LARGEST_RIFF) {
    form.writeUInt32LE(riffBytes, 4);
    dataHeader.writeUInt32LE(dataBytes, 4);
    return Buffer.concat([form, between, dataHeader]);
  }
  const sizes = Buffer.alloc(WIDE_SIZES_BYTES);
  sizes.writeBigUInt64LE(BigInt(riffBytes + WIDE_SIZES_BYTES + 8), 0);
  sizes.writeBigUInt64LE(BigInt(dataBytes), 8);
  sizes.writeBigUInt64LE(BigInt(shape.frames), 16);
  form.write('RF64', 0, 'latin1');
  form.writeUInt32LE(LARGEST_RIFF, 4);
  dataHeader.writeUInt32LE(LARGEST_RIFF, 4);
  return Buffer.concat([form, chunk('ds64', sizes), between, dataHeader]);
}

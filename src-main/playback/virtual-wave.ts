import type { AudioFormat } from '../../src-shared/contract/audio.ts';
import type { ByteRange } from './byte-range.ts';
import type { PlaybackDecoders } from './decoding/playback-decoders.ts';
import { type ChannelChoice, channelsAfter } from './wave/pick-channels.ts';
import { CODING_BYTES, codingOf, type SampleCoding } from './wave/sample-coding.ts';
import { dataBytesOf, waveHeader } from './wave/wave-header.ts';

/** A WAV file that isn't there: its length and the sample behind each of its bytes are known without decoding. */
export type VirtualWave = {
  readonly header: Uint8Array;
  readonly sizeBytes: number;
  readonly frameBytes: number;
  readonly coding: SampleCoding;
  readonly channels: ChannelChoice;
};

/** The first piece is short, so that it is there soon; each is twice the one before, so that who leaves early costs little. */
const FIRST_PIECE_FRAMES = 8_192;
const PIECE_BYTES = 256 * 1_024;

/** 16 or 24 bits where samples are kept as they are; floats where they are computed. */
function playedCoding({ codec, bitDepth, channels }: AudioFormat, choice: ChannelChoice): SampleCoding {
  if (choice === 'fold' && channels > 2) return 'f32';
  const coding = codingOf(codec, bitDepth);
  return coding === 's16' || coding === 's24' ? coding : 'f32';
}

export function virtualWaveOf(format: AudioFormat, channels: ChannelChoice): VirtualWave {
  const coding = playedCoding(format, channels);
  const shape = {
    sampleRateHz: format.sampleRateHz,
    channels: channelsAfter(channels, format.channels),
    coding,
    frames: Math.round(format.durationSeconds * format.sampleRateHz),
  };
  const header = waveHeader(shape);
  const dataBytes = dataBytesOf(shape);
  return {
    header,
    sizeBytes: header.length + dataBytes + (dataBytes % 2),
    frameBytes: shape.channels * CODING_BYTES[coding],
    coding,
    channels,
  };
}

/**
 * The bytes of a range, decoded as they are taken; its first bytes are there when the promise resolves, so that a sound
 * that can't be decoded is told by it.
 */
export async function streamVirtualWave(
  wave: VirtualWave,
  range: ByteRange,
  decoders: PlaybackDecoders,
  file: { readonly path: Buffer; readonly version: string },
): Promise<ReadableStream<Uint8Array>> {
  const left = new AbortController();
  const { header, frameBytes, coding, channels } = wave;
  let position = range.first;

  async function next(mostFrames: number): Promise<Uint8Array> {
    if (position < header.length) return header.subarray(position, range.last + 1);
    const offset = position - header.length;
    const from = Math.floor(offset / frameBytes);
    const into = offset - from * frameBytes;
    const wanted = range.last + 1 - position;
    const frames = Math.min(mostFrames, Math.ceil((into + wanted) / frameBytes));
    const bytes = await decoders.read({ ...file, from, frames, channels, coding }, left.signal);
    // What the file turned out not to have is silence: the length is promised already.
    const whole = bytes.length === frames * frameBytes ? bytes : padded(bytes, frames * frameBytes);
    return whole.subarray(into, into + wanted);
  }

  async function take(mostFrames: number): Promise<Uint8Array> {
    const piece = await next(mostFrames);
    position += piece.length;
    return piece;
  }

  const usual = Math.max(1, Math.floor(PIECE_BYTES / frameBytes));
  let pieceFrames = Math.min(FIRST_PIECE_FRAMES, usual);
  const beginning: Uint8Array[] = [];
  if (position < header.length) beginning.push(await take(0));
  if (position <= range.last) beginning.push(await take(pieceFrames));

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        pieceFrames = Math.min(usual, pieceFrames * 2);
        controller.enqueue(beginning.length > 0 ? Buffer.concat(beginning.splice(0)) : await take(pieceFrames));
        if (position > range.last) controller.close();
      },
      cancel: () => left.abort(),
    },
    { highWaterMark: 0 },
  );
}

function padded(bytes: Uint8Array, length: number): Uint8Array {
  const whole = new Uint8Array(length);
  whole.set(bytes.subarray(0, length));
  return whole;
}

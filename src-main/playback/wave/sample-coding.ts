/** How samples are written into a WAV file. */
export type SampleCoding = 's16' | 's24' | 's32' | 'f32' | 'f64';

export const CODING_BYTES: Readonly<Record<SampleCoding, number>> = { s16: 2, s24: 3, s32: 4, f32: 4, f64: 8 };

export function isFloatCoding(coding: SampleCoding): boolean {
  return coding === 'f32' || coding === 'f64';
}

/** Codecs of samples, with or without packing; all others give back about what went in. */
const LOSSLESS = /^(pcm_|flac$|alac$|wavpack$|tta$|ape$|tak$|mlp$|truehd$|shorten$|wmalossless$|adpcm_)/;

/**
 * The coding that holds a sound's samples as they are; `null` where there are no samples to keep (MP3, AAC…).
 * @param codec FFmpeg's name
 */
export function codingOf(codec: string, bitDepth: number | null): SampleCoding | null {
  if (!LOSSLESS.test(codec)) return null;
  if (codec.startsWith('pcm_f')) return codec.startsWith('pcm_f64') ? 'f64' : 'f32';
  // Companded samples (A-law, µ-law, ADPCM) are decoded to 16 bits.
  if (bitDepth === null || bitDepth <= 16) return 's16';
  if (bitDepth <= 24) return 's24';
  // 32 bits in WavPack are floats more often than not, and a float holds what ears can hear of the others.
  return codec === 'wavpack' ? 'f32' : 's32';
}

type Writer = (to: DataView, at: number, value: number) => void;

function integerWriter(bits: number, write: Writer): Writer {
  const scale = 2 ** (bits - 1);
  return (to, at, value) => write(to, at, Math.max(-scale, Math.min(scale - 1, Math.round(value * scale))));
}

const WRITERS: Readonly<Record<SampleCoding, Writer>> = {
  s16: integerWriter(16, (to, at, value) => to.setInt16(at, value, true)),
  s24: integerWriter(24, (to, at, value) => {
    to.setInt16(at, value & 0xffff, true);
    to.setInt8(at + 2, value >> 16);
  }),
  s32: integerWriter(32, (to, at, value) => to.setInt32(at, value, true)),
  f32: (to, at, value) => to.setFloat32(at, value, true),
  f64: (to, at, value) => to.setFloat64(at, value, true),
};

/** Interleaves planes of one length into the bytes of a `data` chunk; integers are rounded and clipped. */
export function writeSamples(planes: readonly Float64Array[], coding: SampleCoding): Uint8Array {
  const bytes = CODING_BYTES[coding];
  const frames = planes[0]?.length ?? 0;
  const step = bytes * planes.length;
  const out = new Uint8Array(frames * step);
  const view = new DataView(out.buffer);
  const write = WRITERS[coding];
  for (const [channel, plane] of planes.entries()) {
    for (let index = 0, at = channel * bytes; index < frames; index++, at += step) write(view, at, plane[index] ?? 0);
  }
  return out;
}

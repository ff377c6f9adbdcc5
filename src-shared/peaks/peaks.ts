/**
 * Stored waveform overviews: a small header, the finest level and each fourfold coarser one, then the colour rows.
 *
 * Samples are signed bytes of the square root, relative to the largest sample of the sound: half the size of 16 bits,
 * yet 84 dB below the peak still differs from silence, where linear bytes would end at 42 dB.
 *
 * Layout (little endian): `SPKS`, u8 version, u8 levels, u16 channels, f64 sample rate, f64 frames, f32 scale,
 * u32 samples a point, u32 colour rows, f32 colour rows a second; per level, per channel: points × (min, max) i8;
 * colour rows × (low, mid, high) u8.
 */

const MAGIC = 0x53_4b_50_53; // "SPKS"
const VERSION = 1;
const HEADER_BYTES = 40;
/** A level coarser than this many points adds nothing to a screen. */
const COARSEST_POINTS = 256;
const STEP = 4;

export type PeakLevel = {
  readonly samplesPerPoint: number;
  readonly points: number;
  /** Per channel: min, max of point 0, min, max of point 1, … as stored bytes; see {@link amplitudeOf}. */
  readonly channels: readonly Int8Array[];
};

export type Peaks = {
  readonly sampleRateHz: number;
  /** Samples of one channel. */
  readonly frames: number;
  /** Largest absolute sample, linear; what a stored ±127 stands for. */
  readonly scale: number;
  /** Finest first. */
  readonly levels: readonly PeakLevel[];
  /** Rows of (low, mid, high): 255 is a full-scale sine in that band, 2.5 steps a decibel. */
  readonly colours: Uint8Array;
  readonly colourRowsPerSecond: number;
};

export type FinestPeaks = {
  readonly sampleRateHz: number;
  readonly frames: number;
  readonly scale: number;
  readonly samplesPerPoint: number;
  /** Per channel: min, max of each point as stored bytes, `ceil(frames / samplesPerPoint)` points. */
  readonly channels: readonly Int8Array[];
  readonly colours: Uint8Array;
  readonly colourRowsPerSecond: number;
};

/** Thrown by {@link decodePeaks} for bytes that are no peaks of a known version. */
export class PeaksFormatError extends Error {
  override readonly name = 'PeaksFormatError';
}

/** The byte that stands for a sample of a sound whose largest absolute sample is `scale`. */
export function storedByteOf(sample: number, scale: number): number {
  if (scale <= 0) return 0;
  const byte = Math.round(127 * Math.sqrt(Math.min(Math.abs(sample) / scale, 1)));
  return sample < 0 ? -byte : byte;
}

/** The linear sample a stored byte stands for. */
export function amplitudeOf(byte: number, scale: number): number {
  return (Math.sign(byte) * scale * byte * byte) / (127 * 127);
}

/** Each next level: min of mins and max of maxes of four points. */
function coarser(channel: Int8Array): Int8Array {
  const points = channel.length / 2;
  const result = new Int8Array(2 * Math.ceil(points / STEP));
  for (let point = 0; point < result.length / 2; point++) {
    let low = 127;
    let high = -127;
    const end = Math.min(points, (point + 1) * STEP);
    for (let source = point * STEP; source < end; source++) {
      low = Math.min(low, channel[source * 2] ?? 0);
      high = Math.max(high, channel[source * 2 + 1] ?? 0);
    }
    result[point * 2] = low;
    result[point * 2 + 1] = high;
  }
  return result;
}

const pointsOf = (frames: number, samplesPerPoint: number): number => Math.ceil(frames / samplesPerPoint);

/**
 * Builds the blob of a sound from its finest level.
 *
 * @throws RangeError when a channel's length doesn't fit the number of frames
 */
export function encodePeaks(finest: FinestPeaks): Uint8Array {
  const points = pointsOf(finest.frames, finest.samplesPerPoint);
  if (finest.channels.some((channel) => channel.length !== points * 2)) {
    throw new RangeError(`Expected ${points} points in each channel.`);
  }
  const levels: (readonly Int8Array[])[] = [finest.channels];
  for (let last = finest.channels; (last[0]?.length ?? 0) > COARSEST_POINTS * 2; ) {
    last = last.map(coarser);
    levels.push(last);
  }
  const size = levels.flat().reduce((sum, { length }) => sum + length, HEADER_BYTES + finest.colours.length);
  const blob = new Uint8Array(size);
  const header = new DataView(blob.buffer);
  header.setUint32(0, MAGIC, true);
  header.setUint8(4, VERSION);
  header.setUint8(5, levels.length);
  header.setUint16(6, finest.channels.length, true);
  header.setFloat64(8, finest.sampleRateHz, true);
  header.setFloat64(16, finest.frames, true);
  header.setFloat32(24, finest.scale, true);
  header.setUint32(28, finest.samplesPerPoint, true);
  header.setUint32(32, finest.colours.length / 3, true);
  header.setFloat32(36, finest.colourRowsPerSecond, true);
  let at = HEADER_BYTES;
  for (const channel of levels.flat()) {
    blob.set(new Uint8Array(channel.buffer, channel.byteOffset, channel.length), at);
    at += channel.length;
  }
  blob.set(finest.colours, at);
  return blob;
}

/**
 * Reads a blob of {@link encodePeaks}; the levels are views on it, nothing is copied.
 *
 * @throws PeaksFormatError when the bytes aren't such a blob, are cut short, or of a newer version
 */
export function decodePeaks(blob: Uint8Array): Peaks {
  if (blob.length < HEADER_BYTES) throw new PeaksFormatError('Too short for peaks.');
  const header = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  if (header.getUint32(0, true) !== MAGIC) throw new PeaksFormatError('These bytes are not peaks.');
  if (header.getUint8(4) !== VERSION)
    throw new PeaksFormatError(`Peaks of version ${header.getUint8(4)} are not known.`);
  const channels = header.getUint16(6, true);
  const frames = header.getFloat64(16, true);
  const finest = header.getUint32(28, true);
  let at = HEADER_BYTES;
  const take = (length: number): number => {
    if (!(at + length <= blob.length)) throw new PeaksFormatError('The peaks are cut short.');
    at += length;
    return blob.byteOffset + at - length;
  };
  const levels = Array.from({ length: header.getUint8(5) }, (_, index): PeakLevel => {
    const samplesPerPoint = finest * STEP ** index;
    const points = pointsOf(frames, samplesPerPoint);
    return {
      samplesPerPoint,
      points,
      channels: Array.from({ length: channels }, () => new Int8Array(blob.buffer, take(points * 2), points * 2)),
    };
  });
  const colourBytes = header.getUint32(32, true) * 3;
  return {
    sampleRateHz: header.getFloat64(8, true),
    frames,
    scale: header.getFloat32(24, true),
    levels,
    colours: new Uint8Array(blob.buffer, take(colourBytes), colourBytes),
    colourRowsPerSecond: header.getFloat32(36, true),
  };
}

/** The coarsest level that still has a point for each `samplesPerPixel`; the finest where none has. */
export function levelFor(peaks: Peaks, samplesPerPixel: number): PeakLevel | undefined {
  return peaks.levels.findLast((level) => level.samplesPerPoint <= samplesPerPixel) ?? peaks.levels[0];
}

/**
 * The same overview without what is finer than a screen of `points` points: levels that a coarser one replaces are left
 * out, and colour rows are put together. Peaks that are coarse already come back as they are.
 */
export function thinPeaks(blob: Uint8Array, points: number): Uint8Array {
  const peaks = decodePeaks(blob);
  const coarsest = peaks.levels.findLast((level) => level.points >= points);
  const { sampleRateHz, frames, scale } = peaks;
  const rows = peaks.colours.length / 3;
  const rowsTogether = Math.max(1, Math.floor(rows / points));
  if (coarsest === undefined || (coarsest === peaks.levels[0] && rowsTogether === 1)) return blob;
  return encodePeaks({
    sampleRateHz,
    frames,
    scale,
    samplesPerPoint: coarsest.samplesPerPoint,
    channels: coarsest.channels,
    colours: meanRows(peaks.colours, rowsTogether),
    colourRowsPerSecond: peaks.colourRowsPerSecond / rowsTogether,
  });
}

/** The mean of each so many colour rows; of what is left over at the end too. */
function meanRows(colours: Uint8Array, together: number): Uint8Array {
  const rows = colours.length / 3;
  const result = new Uint8Array(Math.ceil(rows / together) * 3);
  for (let at = 0; at < result.length; at += 1) {
    const first = Math.floor(at / 3) * together;
    const end = Math.min(rows, first + together);
    let sum = 0;
    for (let row = first; row < end; row += 1) sum += colours[row * 3 + (at % 3)] ?? 0;
    result[at] = Math.round(sum / (end - first));
  }
  return result;
}

import { AVERROR_EAGAIN, AVERROR_EOF } from 'node-av/constants';
import { type CodecContext, Frame } from 'node-av/lib';
import type { FrontEnd } from '../front-end/front-end.ts';
import { SAMPLE_BYTES, SAMPLE_LAYOUTS, type SampleLayout, STAGING_BYTES } from '../front-end/memory-layout.ts';
import type { SoundAnalysis, SoundShape } from '../sound-analysis.ts';
import type { SoundStream } from '../source/demuxer.ts';
import type { SoundPacket } from '../source/packets.ts';
import type { Warnings } from '../warnings.ts';
import { openDecoder } from './open-decoder.ts';
import { decodedLayout, RAW_LAYOUTS } from './pcm-layouts.ts';

/** Hashes packets and turns them into samples of the analysis. */
export interface SampleReader {
  /** What the samples turned out to be; null before the first came. */
  readonly shape: SoundShape | null;
  read(packet: SoundPacket): void;
  /** Takes what the decoder still holds. */
  finish(): void;
  close(): void;
}

/** Gives the analysis once the shape of the sound is known. */
export type BeginAnalysis = (shape: SoundShape) => SoundAnalysis;

/** Little-endian PCM: packets are samples, no decoder in between. */
class RawReader implements SampleReader {
  readonly shape: SoundShape;
  readonly #frontEnd: FrontEnd;
  readonly #analysis: SoundAnalysis;
  readonly #layout: SampleLayout;
  readonly #frameBytes: number;

  constructor(frontEnd: FrontEnd, layout: SampleLayout, shape: SoundShape, begin: BeginAnalysis) {
    this.shape = shape;
    this.#frontEnd = frontEnd;
    this.#layout = layout;
    this.#frameBytes = SAMPLE_BYTES[layout] * shape.channels;
    this.#analysis = begin(shape);
  }

  read({ data }: SoundPacket): void {
    const pieceBytes = Math.floor(STAGING_BYTES / this.#frameBytes) * this.#frameBytes;
    for (let from = 0; from < data.length; from += pieceBytes) {
      const piece = from === 0 && data.length <= pieceBytes ? data : data.subarray(from, from + pieceBytes);
      this.#frontEnd.staging.set(piece);
      this.#frontEnd.hashStaged(piece.length);
      this.#convert(Math.floor(piece.length / this.#frameBytes));
    }
  }

  finish(): void {}

  close(): void {}

  #convert(frames: number): void {
    const { kernels } = this.#frontEnd;
    const layout = SAMPLE_LAYOUTS[this.#layout];
    for (let done = 0; done < frames; ) {
      const count = Math.min(frames - done, this.#analysis.room);
      kernels.convertInterleaved(layout, done * this.#frameBytes, this.shape.channels, count, this.#analysis.position);
      this.#analysis.commit(count);
      done += count;
    }
  }
}

/** Everything else goes through FFmpeg's decoders. */
class DecodingReader implements SampleReader {
  shape: SoundShape | null = null;
  readonly #frontEnd: FrontEnd;
  readonly #stream: SoundStream;
  readonly #begin: BeginAnalysis;
  readonly #warnings: Warnings;
  readonly #decoder: CodecContext;
  readonly #frame = new Frame();
  #analysis: SoundAnalysis | null = null;
  #rateHz = 0;

  constructor(frontEnd: FrontEnd, stream: SoundStream, begin: BeginAnalysis, warnings: Warnings) {
    this.#frontEnd = frontEnd;
    this.#stream = stream;
    this.#begin = begin;
    this.#warnings = warnings;
    this.#decoder = openDecoder(stream);
    this.#frame.alloc();
  }

  read({ packet, data }: SoundPacket): void {
    this.#frontEnd.hash(data);
    const sent = this.#decoder.sendPacketSync(packet);
    if (sent < 0 && sent !== AVERROR_EAGAIN) this.#skipped();
    this.#receive();
  }

  finish(): void {
    this.#decoder.sendPacketSync(null);
    this.#receive();
  }

  close(): void {
    this.#frame.free();
    this.#decoder.freeContext();
  }

  #skipped(): void {
    this.#warnings.count('damagedPassage');
  }

  #receive(): void {
    for (;;) {
      const received = this.#decoder.receiveFrameSync(this.#frame);
      if (received === AVERROR_EAGAIN || received === AVERROR_EOF) return;
      if (received < 0) {
        this.#skipped();
        // Some decoders report the same error for ever unless they get the next packet.
        return;
      }
      this.#take();
      this.#frame.unref();
    }
  }

  #take(): void {
    const frame = this.#frame;
    const { nbSamples: frames, sampleRate } = frame;
    const found = decodedLayout(frame.format);
    const planes = frame.extendedData ?? frame.data;
    if (found === null || planes === null || frames <= 0) return;
    const frameChannels = frame.channels;
    const analysis = this.#analysisFor(sampleRate > 0 ? sampleRate : this.#stream.sampleRateHz, frameChannels);
    const channels = this.shape?.channels ?? 0;
    if (frameChannels !== channels) {
      this.#warnings.add('The number of channels changes within the file; those passages were left out.');
      return;
    }
    const { layout, planar } = found;
    const code = SAMPLE_LAYOUTS[layout];
    const bytes = SAMPLE_BYTES[layout];
    const { kernels, staging } = this.#frontEnd;
    for (let done = 0; done < frames; ) {
      const count = Math.min(frames - done, analysis.room);
      const at = analysis.position;
      if (planar) {
        for (let channel = 0; channel < channels; channel++) {
          const offset = channel * count * bytes;
          const plane = planes[channel];
          if (plane) staging.set(plane.subarray(done * bytes, (done + count) * bytes), offset);
          kernels.convertPlane(code, offset, channel, count, at);
        }
      } else {
        const frameBytes = bytes * channels;
        const plane = planes[0];
        if (plane) staging.set(plane.subarray(done * frameBytes, (done + count) * frameBytes));
        kernels.convertInterleaved(code, 0, channels, count, at);
      }
      analysis.commit(count);
      done += count;
    }
  }

  #analysisFor(sampleRateHz: number, channels: number): SoundAnalysis {
    if (this.#analysis === null) {
      // Decoders know better than headers: spectral band replication doubles AAC's rate only here.
      const mask = channels === this.#stream.channels ? this.#stream.speakerMask : 0n;
      this.shape = { sampleRateHz, channels, speakerMask: mask };
      this.#rateHz = sampleRateHz;
      this.#analysis = this.#begin(this.shape);
    }
    if (sampleRateHz !== this.#rateHz) {
      this.#warnings.add('The sample rate changes within the file.');
      this.#analysis.changeRate(sampleRateHz);
      this.#rateHz = sampleRateHz;
    }
    return this.#analysis;
  }
}

/**
 * The reader that fits a stream.
 *
 * @throws SonothequeError `unsupported-codec`
 */
export function openSampleReader(
  frontEnd: FrontEnd,
  stream: SoundStream,
  begin: BeginAnalysis,
  warnings: Warnings,
): SampleReader {
  const layout = RAW_LAYOUTS.get(stream.codec);
  if (layout !== undefined && stream.blockAlign === SAMPLE_BYTES[layout] * stream.channels) {
    const { sampleRateHz, channels, speakerMask } = stream;
    return new RawReader(frontEnd, layout, { sampleRateHz, channels, speakerMask }, begin);
  }
  return new DecodingReader(frontEnd, stream, begin, warnings);
}

import { AV_CHANNEL_ORDER_NATIVE, AV_SAMPLE_FMT_FLT } from 'node-av/constants';
import { type ChannelLayout, FFmpegError, SoftwareResampleContext } from 'node-av/lib';
import type { FrontEnd } from './front-end/front-end.ts';
import { ANALYSIS_RATE_HZ } from './front-end/tables.ts';

const MONO: ChannelLayout = { nbChannels: 1, order: AV_CHANNEL_ORDER_NATIVE, mask: 4n };

/** Takes the mono mix to 44.1 kHz; FFmpeg's resampler works in place on the front end's memory. */
export class AnalysisResampler {
  readonly #frontEnd: FrontEnd;
  readonly #context: SoftwareResampleContext | null;
  readonly sampleRateHz: number;

  constructor(frontEnd: FrontEnd, sampleRateHz: number) {
    this.#frontEnd = frontEnd;
    this.sampleRateHz = sampleRateHz;
    if (sampleRateHz === ANALYSIS_RATE_HZ) {
      this.#context = null;
      return;
    }
    this.#context = new SoftwareResampleContext();
    const format = AV_SAMPLE_FMT_FLT;
    FFmpegError.throwIfError(
      this.#context.allocSetOpts2(MONO, format, ANALYSIS_RATE_HZ, MONO, format, sampleRateHz),
      'resampler',
    );
    FFmpegError.throwIfError(this.#context.init(), 'resampler');
  }

  /** Most input samples whose output surely fits into `room` samples. */
  inputFor(room: number): number {
    return Math.max(1, Math.floor(((room - 256) * this.sampleRateHz) / ANALYSIS_RATE_HZ));
  }

  /** Reads `count` samples of the mono mix, writes to the analysis buffer from `to` on; returns how many. */
  convert(from: number, count: number, to: number, room: number): number {
    if (this.#context === null) {
      this.#frontEnd.analysis.set(this.#frontEnd.mono.subarray(from, from + count), to);
      return count;
    }
    const written = this.#context.convertSync(
      [this.#frontEnd.analysisBytes(to, room)],
      room,
      [this.#frontEnd.monoBytes(from, count)],
      count,
    );
    FFmpegError.throwIfError(written, 'resample');
    return written;
  }

  /** The samples still inside the filter. */
  flush(to: number, room: number): number {
    if (this.#context === null) return 0;
    const written = this.#context.convertSync([this.#frontEnd.analysisBytes(to, room)], room, null, 0);
    return Math.max(0, written);
  }

  close(): void {
    this.#context?.free();
  }
}

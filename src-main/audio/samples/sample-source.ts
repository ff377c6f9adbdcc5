import { AVSEEK_FLAG_BACKWARD } from 'node-av/constants';
import { damaged } from '../audio-failures.ts';
import { openSoundStream, type SoundStream } from '../source/demuxer.ts';
import { openSoundFile, type SoundFile } from '../source/sound-file.ts';
import { type BlockSource, type DecodedBlock, openBlockSource } from './block-source.ts';
import type { SamplePlanes } from './decoded-planes.ts';
import { type SeekWay, seekWayOf } from './seek-way.ts';

/** What the samples turned out to be. */
export type SampleFormat = {
  readonly container: string;
  readonly codec: string;
  readonly sampleRateHz: number;
  readonly channels: number;
  /** `null` for codecs without one. */
  readonly bitDepth: number | null;
  /** FFmpeg's mask of speakers, one bit a channel. */
  readonly speakerMask: bigint;
};

/** So far ahead it is cheaper to decode on than to move the container. */
const DECODED_THROUGH_SECONDS = 1;

/**
 * A file's samples by their number: whatever is read at a place is what a whole decoding has there (codecs that
 * remember settle to within their own noise). Synchronous; decodes strangers' bytes, so it belongs in a child process.
 */
export class SampleSource {
  readonly format: SampleFormat;
  readonly #path: Buffer;
  readonly #way: SeekWay;
  readonly #originTimestamp: bigint;
  /** Samples of the first block: the grid of packets of one length begins behind it. */
  readonly #firstFrames: number;
  #file: SoundFile;
  #stream: SoundStream;
  #blocks: BlockSource;
  #block: DecodedBlock | null;
  /** Number of the block's first sample. */
  #blockStart = 0;

  /** @throws SonothequeError as `passOverFile` does */
  constructor(path: Buffer | string) {
    this.#path = typeof path === 'string' ? Buffer.from(path) : path;
    this.#file = openSoundFile(this.#path);
    try {
      this.#stream = openSoundStream(this.#file);
      try {
        this.#blocks = openBlockSource(this.#stream);
        this.#block = this.#blocks.next();
      } catch (error) {
        this.#stream.close();
        throw error;
      }
    } catch (error) {
      this.#file.close();
      throw error;
    }
    const first = this.#block;
    if (first === null) {
      this.close();
      throw damaged();
    }
    const { containerName: container, codec, bitDepth, channels, speakerMask } = this.#stream;
    const heard = first.planes.length;
    this.format = {
      container,
      codec,
      bitDepth,
      channels: heard,
      sampleRateHz: first.sampleRateHz > 0 ? first.sampleRateHz : this.#stream.sampleRateHz,
      speakerMask: heard === channels ? speakerMask : 0n,
    };
    this.#originTimestamp = first.timestamp;
    this.#firstFrames = first.planes[0]?.length ?? 0;
    this.#way = seekWayOf(container, codec, this.format.sampleRateHz === this.#stream.sampleRateHz);
  }

  /**
   * `frames` samples of each channel from sample `from` on; fewer where the sound ends.
   * @param from whole, 0 or more
   */
  read(from: number, frames: number): SamplePlanes {
    this.#moveTo(from);
    const planes = Array.from({ length: this.format.channels }, () => new Float64Array(frames));
    let done = 0;
    while (done < frames && this.#block) {
      const { planes: decoded } = this.#block;
      const length = decoded[0]?.length ?? 0;
      const skipped = from + done - this.#blockStart;
      if (skipped < length && decoded.length === planes.length) {
        const count = Math.min(frames - done, length - skipped);
        for (const [channel, plane] of planes.entries()) {
          const part = decoded[channel]?.subarray(skipped, skipped + count);
          if (part) plane.set(part, done);
        }
        done += count;
        if (skipped + count < length) break;
      }
      this.#next();
    }
    return done === frames ? planes : planes.map((plane) => plane.subarray(0, done));
  }

  close(): void {
    this.#blocks.close();
    this.#stream.close();
    this.#file.close();
  }

  /** Passages whose number of channels differs are left out, as in the pass over the whole file. */
  #next(): void {
    const channels = this.format.channels;
    this.#blockStart += this.#block?.planes[0]?.length ?? 0;
    do this.#block = this.#blocks.next();
    while (this.#block && this.#block.planes.length !== channels);
  }

  #moveTo(from: number): void {
    const rate = this.format.sampleRateHz;
    const near = from >= this.#blockStart && from - this.#blockStart <= DECODED_THROUGH_SECONDS * rate;
    if (!near && !this.#enter(from) && from < this.#blockStart) this.#reopen();
    while (this.#block && from >= this.#blockStart + (this.#block.planes[0]?.length ?? 0)) this.#next();
  }

  /** Moves the container to before `from`. @returns whether that could be done and the place is known */
  #enter(from: number): boolean {
    const way = this.#way;
    if (way.how === 'from-the-start') return false;
    const { stream, container, streamIndex } = this.#stream;
    const { num, den } = stream.timeBase;
    const target = from - way.prerollFrames;
    // Before its first place a decoder is as new, and told what to leave out.
    if (target <= this.#firstFrames) return this.#reopen();
    const ticks = Math.floor((target * den) / (num * this.format.sampleRateHz));
    const sought = container.seekFrameSync(streamIndex, this.#originTimestamp + BigInt(ticks), AVSEEK_FLAG_BACKWARD);
    if (sought < 0) return this.#reopen();
    this.#blocks.restart();
    this.#block = this.#blocks.next();
    const place = this.#block && this.#placeOf(this.#block.timestamp);
    if (place === null || place > target) return this.#reopen();
    this.#blockStart = place;
    return true;
  }

  #placeOf(timestamp: bigint): number | null {
    const { num, den } = this.#stream.stream.timeBase;
    const ticks = Number(timestamp - this.#originTimestamp);
    const frames = (ticks * num * this.format.sampleRateHz) / den;
    // A timestamp that is unknown is a huge negative number.
    if (!(frames > -0.5)) return null;
    if (this.#way.how !== 'by-packet-length') return Math.round(frames);
    const { packetFrames } = this.#way;
    if (frames < this.#firstFrames / 2) return 0;
    return this.#firstFrames + Math.round((frames - this.#firstFrames) / packetFrames) * packetFrames;
  }

  /** From the first sample again. */
  #reopen(): true {
    this.close();
    this.#file = openSoundFile(this.#path);
    this.#stream = openSoundStream(this.#file);
    this.#blocks = openBlockSource(this.#stream);
    this.#block = this.#blocks.next();
    this.#blockStart = 0;
    return true;
  }
}

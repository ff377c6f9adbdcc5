import type { Loudness } from '../../src-shared/contract/audio.ts';
import { AnalysisResampler } from './analysis-resampler.ts';
import {
  BLOCK_HOP_ROWS,
  BLOCK_ROWS,
  BLOCKS_PER_CHUNK,
  blockLevels,
  blocksIn,
  type MelChunk,
  rowsOf,
} from './chunks.ts';
import type { FrontEnd } from './front-end/front-end.ts';
import { ANALYSIS_SAMPLES, BANDS, CHUNK_FRAMES, FFT_SIZE, HOP, MAX_ROWS } from './front-end/memory-layout.ts';
import { ANALYSIS_RATE_HZ } from './front-end/tables.ts';
import { LoudnessMeter } from './loudness-meter.ts';
import { PeakStore } from './peak-store.ts';

/** What the analysis needs to know of the sound. */
export type SoundShape = {
  readonly sampleRateHz: number;
  readonly channels: number;
  readonly speakerMask: bigint;
};

/** Everything computed from samples. They come as float planes of the front end, {@link SoundAnalysis.room} at a time. */
export class SoundAnalysis {
  readonly #frontEnd: FrontEnd;
  readonly #shape: SoundShape;
  readonly #peaks: PeakStore;
  readonly #meter: LoudnessMeter;
  readonly #finished: MelChunk[] = [];
  #resampler: AnalysisResampler;
  #colours = new Uint8Array(3 * 256);
  #colourRows = 0;
  /** Frames in the planes. */
  #filled = 0;
  /** Frames of earlier, whole chunks. */
  #framesBefore = 0;
  /** Samples in the analysis buffer; the first 1,024 zeros make sample 0 the centre of row 0. */
  #waiting = HOP;
  #analysed = 0;
  #rows = 0;
  #firstBlock = 0;
  blockCount = 0;

  constructor(frontEnd: FrontEnd, shape: SoundShape) {
    this.#frontEnd = frontEnd;
    this.#shape = shape;
    this.#peaks = new PeakStore(shape.channels);
    this.#meter = new LoudnessMeter(frontEnd, shape);
    this.#resampler = new AnalysisResampler(frontEnd, shape.sampleRateHz);
    frontEnd.kernels.takeNonFinite();
    frontEnd.analysis.fill(0, 0, HOP);
  }

  /** Frames the planes can still take. */
  get room(): number {
    return CHUNK_FRAMES - this.#filled;
  }

  /** Where the next frame belongs in the planes. */
  get position(): number {
    return this.#filled;
  }

  get frames(): number {
    return this.#framesBefore + this.#filled;
  }

  /** Says that `frames` more stand in the planes. */
  commit(frames: number): void {
    this.#filled += frames;
    if (this.#filled === CHUNK_FRAMES) this.#processPlanes();
  }

  /** Chunks ready since the last call. */
  takeChunks(): MelChunk[] {
    return this.#finished.splice(0);
  }

  /** From here on the sound has another rate: only its analysis at 44.1 kHz goes on unchanged. */
  changeRate(sampleRateHz: number): void {
    this.#processPlanes();
    this.#flushResampler();
    this.#resampler.close();
    this.#resampler = new AnalysisResampler(this.#frontEnd, sampleRateHz);
  }

  /** Ends the sound: the last rows see zeros behind it, and a sound below one block gets one, padded with zeros. */
  finish(): { readonly loudness: Loudness; readonly peaks: Uint8Array } {
    this.#processPlanes();
    this.#flushResampler();
    const { analysis } = this.#frontEnd;
    // As Essentia cuts: a row begins as long as its first sample lies inside the sound, so one row more than centres do.
    const rowsLeft = this.#analysed === 0 ? 0 : Math.ceil(this.#analysed / HOP) + 1 - this.#colourRows;
    analysis.fill(0, this.#waiting, this.#waiting + 2 * FFT_SIZE);
    this.#waiting = Math.max(this.#waiting, FFT_SIZE + (rowsLeft - 1) * HOP);
    if (rowsLeft > 0) this.#fillRows(rowsLeft);
    this.#emitRest();
    const frames = this.#framesBefore;
    const { largest } = this.#peaks;
    return {
      loudness: {
        samplePeakDbfs: largest > 0 ? 20 * Math.log10(largest) : null,
        integratedLufs: this.#meter.integrated(),
      },
      peaks: this.#peaks.encode(
        frames,
        this.#shape.sampleRateHz,
        this.#colours.subarray(0, this.#colourRows * 3),
        ANALYSIS_RATE_HZ / HOP,
      ),
    };
  }

  close(): void {
    this.#resampler.close();
  }

  #processPlanes(): void {
    const frames = this.#filled;
    if (frames === 0) return;
    const { kernels, peaks } = this.#frontEnd;
    const { channels } = this.#shape;
    this.#peaks.add(peaks, kernels.measurePeaks(channels, frames));
    kernels.mixDown(channels, frames);
    // Last, as it clears the planes behind a sound's end.
    this.#meter.add(frames);
    this.#framesBefore += frames;
    this.#filled = 0;
    for (let from = 0; from < frames; ) {
      const room = ANALYSIS_SAMPLES - this.#waiting - FFT_SIZE;
      const count = Math.min(frames - from, this.#resampler.inputFor(room));
      this.#append(this.#resampler.convert(from, count, this.#waiting, room));
      from += count;
    }
  }

  #append(samples: number): void {
    this.#waiting += samples;
    this.#analysed += samples;
    const rows = Math.floor((this.#waiting - FFT_SIZE) / HOP) + 1;
    if (rows > 0) this.#fillRows(rows);
  }

  #flushResampler(): void {
    this.#append(this.#resampler.flush(this.#waiting, ANALYSIS_SAMPLES - this.#waiting - FFT_SIZE));
  }

  #fillRows(rows: number): void {
    const { kernels } = this.#frontEnd;
    for (let left = rows; left > 0; ) {
      const count = Math.min(left, MAX_ROWS - this.#rows);
      kernels.fillRows(this.#rows, count);
      kernels.shiftAnalysis(count * HOP, this.#waiting);
      this.#waiting -= count * HOP;
      this.#keepColours(count);
      this.#rows += count;
      left -= count;
      if (this.#rows === MAX_ROWS) {
        this.#emit(BLOCKS_PER_CHUNK, MAX_ROWS);
        kernels.keepRows(MAX_ROWS, BLOCK_HOP_ROWS);
        this.#rows = BLOCK_HOP_ROWS;
      }
    }
  }

  #keepColours(rows: number): void {
    const end = (this.#colourRows + rows) * 3;
    if (end > this.#colours.length) {
      const grown = new Uint8Array(Math.max(end, this.#colours.length * 2));
      grown.set(this.#colours);
      this.#colours = grown;
    }
    this.#colours.set(this.#frontEnd.colours.subarray(this.#rows * 3, (this.#rows + rows) * 3), this.#colourRows * 3);
    this.#colourRows += rows;
  }

  #emit(blocks: number, measuredRows: number): void {
    const rows = rowsOf(blocks);
    this.#finished.push({
      frames: this.#frontEnd.mel.slice(0, rows * BANDS),
      rows,
      blocks,
      firstBlock: this.#firstBlock,
      blockLevelsDb: blockLevels(this.#frontEnd.rowPowers.subarray(0, measuredRows), blocks),
    });
    this.#firstBlock += blocks;
    this.blockCount += blocks;
  }

  #emitRest(): void {
    const blocks = blocksIn(this.#rows);
    if (blocks > 0) this.#emit(blocks, rowsOf(blocks));
    else if (this.#firstBlock === 0) {
      this.#frontEnd.mel.fill(0, this.#rows * BANDS, BLOCK_ROWS * BANDS);
      this.#emit(1, this.#rows);
    }
  }
}

/** The WebAssembly front end seen from the host: one instance holds the state of one pass at a time. */
import { readFileSync } from 'node:fs';
import type { PayloadHash } from '../../../src-shared/contract/identifiers.ts';
import { locateAsset } from '../../locate-asset.ts';
import {
  ADDRESSES,
  ANALYSIS_SAMPLES,
  BANDS,
  CHUNK_FRAMES,
  MAX_CHANNELS,
  MAX_ROWS,
  STAGING_BYTES,
} from './memory-layout.ts';
import { FIRST_LANES, finishHash, HASH_SECRET } from './payload-hash.ts';
import { firstPassTwiddles, hannWindow, melBands, middlePassTwiddles, realTwiddles } from './tables.ts';

/** The module's functions; see `assembly/index.ts`. */
type Kernels = {
  readonly memory: WebAssembly.Memory;
  convertInterleaved(layout: number, offset: number, channels: number, frames: number, at: number): void;
  convertPlane(layout: number, offset: number, channel: number, frames: number, at: number): void;
  takeNonFinite(): number;
  measurePeaks(channels: number, frames: number): number;
  mixDown(channels: number, frames: number): void;
  clearWeighting(): void;
  addWeightedEnergy(channels: number, from: number, count: number): void;
  shelfGroups(channels: number, warmUp: number): void;
  addGroupEnergy(channels: number, from: number, count: number): void;
  fillRows(first: number, count: number): void;
  shiftAnalysis(from: number, end: number): void;
  keepRows(rows: number, keep: number): void;
  startHash(): void;
  updateHash(offset: number, length: number): void;
  endHash(): void;
};

let compiled: WebAssembly.Module | undefined;
const idle: FrontEnd[] = [];

/** Kernels and the views on their memory. */
export class FrontEnd {
  readonly kernels: Kernels;
  readonly staging: Uint8Array;
  readonly planes: Float32Array;
  readonly mono: Float32Array;
  readonly analysis: Float32Array;
  readonly mel: Float32Array;
  readonly rowPowers: Float32Array;
  readonly colours: Uint8Array;
  readonly peaks: Float32Array;
  readonly energies: Float64Array;
  readonly weighting: Float64Array;
  readonly #lanes: BigUint64Array;
  #hashedBytes = 0;

  constructor() {
    compiled ??= new WebAssembly.Module(readFileSync(locateAsset('front-end.wasm', import.meta.url)));
    const imports = { env: { abort: () => undefined } };
    this.kernels = new WebAssembly.Instance(compiled, imports).exports as unknown as Kernels;
    const { buffer } = this.kernels.memory;
    this.staging = new Uint8Array(buffer, ADDRESSES.STAGING, STAGING_BYTES);
    this.planes = new Float32Array(buffer, ADDRESSES.PLANES, CHUNK_FRAMES * MAX_CHANNELS);
    this.mono = new Float32Array(buffer, ADDRESSES.MONO, CHUNK_FRAMES);
    this.analysis = new Float32Array(buffer, ADDRESSES.ANALYSIS, ANALYSIS_SAMPLES);
    this.mel = new Float32Array(buffer, ADDRESSES.MEL, MAX_ROWS * BANDS);
    this.rowPowers = new Float32Array(buffer, ADDRESSES.ROW_POWERS, MAX_ROWS);
    this.colours = new Uint8Array(buffer, ADDRESSES.COLOURS, MAX_ROWS * 3);
    this.peaks = new Float32Array(buffer, ADDRESSES.PEAKS, 16 * MAX_CHANNELS * 2);
    this.energies = new Float64Array(buffer, ADDRESSES.ENERGIES, MAX_CHANNELS);
    this.weighting = new Float64Array(buffer, ADDRESSES.WEIGHTING, 10);
    this.#lanes = new BigUint64Array(buffer, ADDRESSES.HASH_LANES, 8);
    const floats = (address: number, table: Float32Array) => new Float32Array(buffer, address, table.length).set(table);
    floats(ADDRESSES.WINDOW, hannWindow());
    floats(ADDRESSES.FIRST_TWIDDLES, firstPassTwiddles());
    floats(ADDRESSES.PASS_TWIDDLES, middlePassTwiddles());
    floats(ADDRESSES.REAL_TWIDDLES, realTwiddles());
    const { extents, weights } = melBands();
    new Int32Array(buffer, ADDRESSES.BAND_TABLE, extents.length).set(extents);
    floats(ADDRESSES.BAND_WEIGHTS, weights);
    new Uint8Array(buffer, ADDRESSES.HASH_SECRET, HASH_SECRET.length).set(HASH_SECRET);
  }

  /** An idle instance, or a new one where all are in use. Give it back with {@link release}. */
  static take(): FrontEnd {
    return idle.pop() ?? new FrontEnd();
  }

  release(): void {
    idle.push(this);
  }

  /** Memory of the mono mix as FFmpeg's resampler wants it. */
  monoBytes(from: number, count: number): Buffer {
    return Buffer.from(this.kernels.memory.buffer, ADDRESSES.MONO + from * 4, count * 4);
  }

  analysisBytes(from: number, count: number): Buffer {
    return Buffer.from(this.kernels.memory.buffer, ADDRESSES.ANALYSIS + from * 4, count * 4);
  }

  startHash(parameters: Uint8Array): void {
    this.kernels.startHash();
    this.#lanes.set(FIRST_LANES);
    this.#hashedBytes = 0;
    this.hash(parameters);
  }

  /** Hashes bytes that lie elsewhere; they pass through the staging area. */
  hash(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; from += STAGING_BYTES) {
      const piece = bytes.subarray(from, from + STAGING_BYTES);
      this.staging.set(piece);
      this.hashStaged(piece.length);
    }
  }

  /** Hashes the first `length` bytes of the staging area. */
  hashStaged(length: number): void {
    this.kernels.updateHash(0, length);
    this.#hashedBytes += length;
  }

  finishHash(): PayloadHash {
    this.kernels.endHash();
    return finishHash(this.#lanes, this.#hashedBytes);
  }
}

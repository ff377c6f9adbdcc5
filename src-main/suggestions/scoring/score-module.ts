import { readFileSync } from 'node:fs';
import { locateAsset } from '../../locate-asset.ts';

/** The functions of `assembly/index.ts`. */
export type ScoreKernels = {
  readonly memory: WebAssembly.Memory;
  score(rows: number, count: number, weights: number, sums: number): void;
  compare(rows: number, count: number, weights: number, sums: number): void;
};

/** Bytes of a sound's features: 274, padded to whole groups of eight. */
export const rowBytes = 280;
/** Sounds whose sums have room. */
export const soundsAtOnce = 512;

/** Where everything lies in the module's memory; below lies what the module keeps for itself. */
export const addresses = {
  /** 82 × 280 i16 */
  WEIGHTS: 0x2000,
  /** 280 i16 */
  QUERY: 0x1c000,
  /** 512 × 82 i32 */
  SUMS: 0x20000,
  ROWS: 0x50000,
} as const;

let compiled: WebAssembly.Module | undefined;

/** A new instance with a memory of its own. @throws SonothequeError `asset-missing` when the module was never built */
export function startScoring(): ScoreKernels {
  compiled ??= new WebAssembly.Module(readFileSync(locateAsset('score-sounds.wasm', import.meta.url)));
  const imports = { env: { abort: () => undefined } };
  return new WebAssembly.Instance(compiled, imports).exports as unknown as ScoreKernels;
}

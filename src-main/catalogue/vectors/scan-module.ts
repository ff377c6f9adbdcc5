import { readFileSync } from 'node:fs';
import { locateAsset } from '../../locate-asset.ts';

/** The functions of `assembly/index.ts`. */
export type ScanKernels = {
  readonly memory: WebAssembly.Memory;
  beginScan(): void;
  scanBest(sets: number, queries: number, wanted: number): void;
  scanWhole(sets: number, queries: number, wanted: number): void;
  scanNear(firstFrame: number, frames: number, queries: number, furthest: number): number;
  estimateBest(firstFrame: number, frames: number, queries: number, distance: number): number;
  estimateWhole(firstFrame: number, frames: number, queries: number): number;
  likestFrame(): number;
  compareFrames(frames: number, queries: number): void;
};

let compiled: WebAssembly.Module | undefined;

/** A new instance with a memory of its own. @throws SonothequeError `asset-missing` when the module was never built */
export function startKernels(): ScanKernels {
  compiled ??= new WebAssembly.Module(readFileSync(locateAsset('sign-scan.wasm', import.meta.url)));
  const imports = { env: { abort: () => undefined } };
  return new WebAssembly.Instance(compiled, imports).exports as unknown as ScanKernels;
}

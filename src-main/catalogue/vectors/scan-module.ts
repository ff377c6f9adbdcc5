import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';

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
  compiled ??= new WebAssembly.Module(readFileSync(locateModule('sign-scan.wasm')));
  const imports = { env: { abort: () => undefined } };
  return new WebAssembly.Instance(compiled, imports).exports as unknown as ScanKernels;
}

/** Beside the bundle, or in `dist` of the package when running from source. */
function locateModule(name: string): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const found = [join(here, name), join(here, '..', '..', '..', 'dist', name)].find((place) => existsSync(place));
  if (found !== undefined) return found;
  throw new SonothequeError({
    code: 'asset-missing',
    message: `A part of the program, ${name}, is missing.`,
    nextStep: 'Run "npm run build", or install the program again.',
  });
}

/** Compiles the WebAssembly front end from AssemblyScript. As a command: writes dist/front-end.wasm. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileAssembly } from './compile-assembly.mjs';

/** 4 MiB: every address is fixed (memory.ts), so memory neither grows nor needs a heap. */
const memoryPages = '64';

/** @param {string} outFile where the module goes */
export async function buildFrontEnd(outFile) {
  await compileAssembly('src-main/audio/front-end/assembly/index.ts', outFile, [
    ...['--enable', 'simd', '--enable', 'relaxed-simd'],
    ...['--initialMemory', memoryPages, '--maximumMemory', memoryPages],
  ]);
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await buildFrontEnd(path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'front-end.wasm'));
}

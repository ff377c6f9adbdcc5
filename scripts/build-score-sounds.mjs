/** Compiles the scoring of sounds from AssemblyScript. As a command: writes dist/score-sounds.wasm. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileAssembly } from './compile-assembly.mjs';

/** The fixed areas and some rows; it grows with the catalogue up to 2 GiB, seven million sounds. */
const firstPages = '16';
const mostPages = '32768';

/** @param {string} outFile where the module goes */
export async function buildScoreSounds(outFile) {
  await compileAssembly('src-main/suggestions/scoring/assembly/index.ts', outFile, [
    ...['--enable', 'simd'],
    ...['--memoryBase', '1024', '--initialMemory', firstPages, '--maximumMemory', mostPages],
  ]);
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await buildScoreSounds(path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'score-sounds.wasm'));
}

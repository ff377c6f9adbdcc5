/** Compiles the catalogue's scan of sign bits from AssemblyScript. As a command: writes dist/sign-scan.wasm. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileAssembly } from './compile-assembly.mjs';

/** The fixed areas and a first row of frames; it grows with the catalogue up to 2 GiB, 29 million frames. */
const firstPages = '8';
const mostPages = '32768';

/** @param {string} outFile where the module goes */
export async function buildSignScan(outFile) {
  await compileAssembly('src-main/catalogue/vectors/assembly/index.ts', outFile, [
    ...['--enable', 'simd'],
    ...['--memoryBase', '1024', '--initialMemory', firstPages, '--maximumMemory', mostPages],
  ]);
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await buildSignScan(path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'sign-scan.wasm'));
}

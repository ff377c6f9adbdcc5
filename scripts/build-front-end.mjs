/** Compiles the WebAssembly front end from AssemblyScript. As a command: writes dist/front-end.wasm. */
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const entry = 'src-main/audio/front-end/assembly/index.ts';
/** 4 MiB: every address is fixed (memory.ts), so memory neither grows nor needs a heap. */
const memoryPages = '64';

/**
 * @param {string} outFile where the module goes; its folder is made when it is missing
 * @throws {Error} with the compiler's own messages when the source doesn't compile
 */
export async function buildFrontEnd(outFile) {
  const { default: compiler } = await import('assemblyscript/asc');
  const files = new Map();
  const { error, stderr } = await compiler.main(
    [
      entry,
      ...['--outFile', 'front-end.wasm'],
      ...['--runtime', 'stub'],
      ...['--optimizeLevel', '3', '--shrinkLevel', '0', '--converge', '--noAssert'],
      ...['--enable', 'simd', '--enable', 'relaxed-simd'],
      ...['--initialMemory', memoryPages, '--maximumMemory', memoryPages],
    ],
    {
      readFile: (name, folder) => fs.readFile(path.resolve(root, folder, name), 'utf8').catch(() => null),
      writeFile: (name, contents) => void files.set(name, contents),
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`The front end did not compile.\n${stderr.toString()}`, { cause: error });
  await fs.mkdir(path.dirname(outFile), { recursive: true });
  // Several processes may start at once: a reader must never see half a module.
  const unfinished = `${outFile}.${process.pid}`;
  await fs.writeFile(unfinished, files.get('front-end.wasm'));
  await fs.rename(unfinished, outFile);
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await buildFrontEnd(path.join(root, 'dist', 'front-end.wasm'));
}

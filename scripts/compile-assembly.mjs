/** Compiles AssemblyScript into WebAssembly files. */
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

/**
 * @param {string} entry the module's `index.ts`, relative to the package
 * @param {string} outFile where the module goes; its folder is made when it is missing
 * @param {readonly string[]} options more of the compiler's options
 * @throws {Error} with the compiler's own messages when the source doesn't compile
 */
export async function compileAssembly(entry, outFile, options) {
  const { default: compiler } = await import('assemblyscript/asc');
  const files = new Map();
  const { error, stderr } = await compiler.main(
    [
      entry,
      ...['--outFile', 'module.wasm'],
      ...['--runtime', 'stub'],
      ...['--optimizeLevel', '3', '--shrinkLevel', '0', '--converge', '--noAssert'],
      ...options,
    ],
    {
      readFile: (name, folder) => fs.readFile(path.resolve(root, folder, name), 'utf8').catch(() => null),
      writeFile: (name, contents) => void files.set(name, contents),
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`${entry} did not compile.\n${stderr.toString()}`, { cause: error });
  await fs.mkdir(path.dirname(outFile), { recursive: true });
  // Several processes may start at once: a reader must never see half a module.
  const unfinished = `${outFile}.${process.pid}`;
  await fs.writeFile(unfinished, files.get('module.wasm'));
  await fs.rename(unfinished, outFile);
}

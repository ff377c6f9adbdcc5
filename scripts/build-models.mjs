// npm run models:build: makes the model files under dist/ from the weights. No network, no inference, the same bytes each time.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildModelFiles } from '../src-main/encoder/build-models.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Writes the model files into a folder, each one whole or not at all.
 *
 * @param {string} [outDir] default: dist/models/aisfx of the repository.
 */
export function buildModels(outDir = join(root, 'dist', 'models', 'aisfx')) {
  mkdirSync(outDir, { recursive: true });
  for (const [name, contents] of buildModelFiles(join(root, 'models', 'aisfx'))) {
    const partial = join(outDir, `${name}.${process.pid}.partial`);
    writeFileSync(partial, contents);
    renameSync(partial, join(outDir, name));
  }
  return outDir;
}

if (process.argv[1] !== undefined && fileURLToPath(import.meta.url) === process.argv[1]) buildModels(process.argv[2]);

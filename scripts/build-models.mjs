// npm run models:build: makes the model files under dist/ from the weights. No network, no inference, the same bytes each time.
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
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

/** Keeps what a build of now gives as what it must give: after a change of the graphs or of the calibration. */
function writeChecksums() {
  const source = join(root, 'models', 'aisfx');
  const checksums = [...buildModelFiles(source)]
    .filter(([name]) => name.endsWith('.onnx'))
    .map(([name, contents]) => [name, createHash('sha256').update(contents).digest('hex')]);
  writeFileSync(join(source, 'checksums.json'), `${JSON.stringify(Object.fromEntries(checksums), null, 2)}\n`);
}

if (process.argv[1] !== undefined && fileURLToPath(import.meta.url) === resolve(process.argv[1])) {
  if (process.argv.includes('--write-checksums')) writeChecksums();
  buildModels();
}

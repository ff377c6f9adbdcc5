/** Builds what the product runs from: process entries, the front end's WebAssembly, the models' graphs. */
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { buildFrontEnd } from './build-front-end.mjs';
import { buildModels } from './build-models.mjs';
import { buildRenderer } from './build-renderer.mjs';
import { buildScoreSounds } from './build-score-sounds.mjs';
import { buildSignScan } from './build-sign-scan.mjs';
import { writeLicences } from './packaging/write-licences.ts';
import { root } from './setup/prepare.mjs';

const dist = path.join(root, 'dist');

/** One a process or thread that Node runs. They share chunks: in a packed program all of them lie unpacked in one folder. */
const entries = {
  cli: 'src-main/hosts/cli/main.ts',
  'decode-child': 'src-main/indexing/listening/decode-child.ts',
  'playback-child': 'src-main/playback/decoding/playback-child.ts',
  'encode-child': 'src-main/indexing/listening/encode-child.ts',
  'training-child': 'src-main/training/process/training-child.ts',
  'input-thread': 'src-main/training/input/input-thread.ts',
  'child-watchdog': 'src-main/children/child-watchdog.ts',
  'catalogue-writer': 'src-main/catalogue/catalogue-writer.ts',
  'catalogue-reader': 'src-main/catalogue/catalogue-reader.ts',
  'catalogue-similar': 'src-main/catalogue/catalogue-similar.ts',
  'doctor-child': 'src-main/engine/doctor/doctor-child.ts',
  'evaluation-thread': 'src-main/engine/evaluation/evaluation-thread.ts',
  'teaching-thread': 'src-main/engine/evaluation/teaching-thread.ts',
  'replace-thread': 'src-main/engine/edits/replace-thread.ts',
  'learner-thread': 'src-main/engine/learner/learner-thread.ts',
  'projection-thread': 'src-main/engine/projections/projection-thread.ts',
  'builder-child': 'src-main/engine/model-versions/builder-child.ts',
  'names-thread': 'src-main/engine/names/names-thread.ts',
  'workbook-thread': 'src-main/engine/lists/workbook/workbook-thread.ts',
  'electron-engine': 'src-main/hosts/electron/engine-process.ts',
};

/** Packages with native parts or files of their own beside their code stay in node_modules. */
const external = ['node-av', 'better-sqlite3', 'onnxruntime-node', '@tensorflow/*', 'webgpu', 'electron'];

fs.mkdirSync(dist, { recursive: true });
for (const name of fs.readdirSync(dist)) if (name.endsWith('.mjs')) fs.rmSync(path.join(dist, name));

/** @type {import('esbuild').BuildOptions} */
const forNode = {
  absWorkingDir: root,
  outdir: dist,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  external,
  // Bundled CommonJS packages ask for `require`.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  legalComments: 'linked',
  metafile: true,
  logLevel: 'warning',
};

const [processes, main, renderer] = await Promise.all([
  build({ ...forNode, entryPoints: entries, chunkNames: 'chunk-[hash]', splitting: true }),
  // Whole: in a packed program it lies in the archive, and what it would share lies outside.
  build({ ...forNode, entryPoints: { 'electron-main': 'src-main/hosts/electron/main.ts' } }),
  buildRenderer(root, path.join(dist, 'renderer')),
  // A sandboxed preload script is one CommonJS file that may require next to nothing.
  build({
    entryPoints: [path.join(root, 'src-main/hosts/electron/preload.ts')],
    outfile: path.join(dist, 'electron-preload.cjs'),
    bundle: true,
    format: 'cjs',
    platform: 'browser',
    target: 'chrome140',
    external: ['electron'],
    logLevel: 'warning',
  }),
  buildFrontEnd(path.join(dist, 'front-end.wasm')),
  buildSignScan(path.join(dist, 'sign-scan.wasm')),
  buildScoreSounds(path.join(dist, 'score-sounds.wasm')),
  buildModels(path.join(dist, 'models', 'aisfx')),
]);

fs.copyFileSync(path.join(root, 'scripts', 'packaging', 'icons', 'drag-64.png'), path.join(dist, 'drag-64.png'));
fs.mkdirSync(path.join(dist, 'models', 'starter'), { recursive: true });
fs.copyFileSync(
  path.join(root, 'models', 'starter', 'starter-head.safetensors'),
  path.join(dist, 'models', 'starter', 'starter-head.safetensors'),
);
fs.copyFileSync(
  path.join(root, 'scripts', 'reaper', 'sonotheque_insert.lua'),
  path.join(dist, 'sonotheque_insert.lua'),
);
await writeLicences(
  root,
  dist,
  [processes, main, renderer].flatMap(({ metafile }) => Object.keys(metafile.inputs)),
);

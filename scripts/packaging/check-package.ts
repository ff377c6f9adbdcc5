/**
 * npm run package:check: packs over a stand-in of Electron's runtime, moves the result where nothing of this folder can be
 * found, and starts every process of it. On Linux, whose layout the stand-in has.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openArchive } from './open-archive.ts';
import { installPackager, runPackager } from './run-packager.ts';
import { parseTarget } from './runtime-closure.ts';
import { stageApp } from './stage-app.ts';
import { writeStandInRuntime } from './stand-in-runtime.ts';
import { PROCESS_ENTRIES, startPacked } from './start-packed.ts';

const root = path.join(import.meta.dirname, '..', '..');
const work = path.join(root, '.package');
const target = parseTarget(process.platform, process.arch);
if (target.platform !== 'linux')
  throw new Error('The stand-in of the runtime is laid out as on Linux: run this there.');

const begun = performance.now();
for (const name of ['app', 'out', 'stand-in']) fs.rmSync(path.join(work, name), { recursive: true, force: true });
await stageApp(root, target, path.join(work, 'app'));
const staged = filesOf(path.join(work, 'app'));
writeStandInRuntime(path.join(work, 'stand-in'), process.execPath);
installPackager(root);
runPackager(root, target, ['--dir', '-c.electronDist=.package/stand-in']);

const away = fs.mkdtempSync(path.join(os.tmpdir(), 'sonotheque-package-'));
try {
  const program = path.join(away, 'Sonotheque');
  const [unpacked = ''] = fs.readdirSync(path.join(work, 'out')).filter((name) => name.endsWith('unpacked'));
  fs.cpSync(path.join(work, 'out', unpacked), program, { recursive: true });
  const resources = path.join(program, 'resources');
  const archiveBytes = fs.statSync(path.join(resources, 'app.asar')).size;
  const archived = openArchive(root, resources);
  const beside = filesOf(path.join(resources, 'app.asar.unpacked'));

  assert.deepEqual([...archived].sort(), ['dist/electron-main.mjs', 'dist/electron-preload.cjs', 'package.json']);
  const elsewhere = ['LICENSE', 'LICENSES.txt'];
  assert.deepEqual(
    [...new Set([...archived, ...beside, ...elsewhere])].sort(),
    staged,
    'Everything that was staged is packed.',
  );
  for (const name of ['LICENSE.txt', 'LICENSES.txt']) assert.ok(fs.existsSync(path.join(resources, name)), name);
  assert.deepEqual(fs.readdirSync(path.join(program, 'locales')), ['en-US.pak']);

  const scratch = path.join(away, 'scratch');
  fs.mkdirSync(scratch);
  const started = await startPacked({ resources, command: [path.join(resources, 'bin', 'sonotheque')], scratch });
  assert.deepEqual(started.strays, [], 'Nothing is loaded from outside.');
  assert.deepEqual(started.entries, PROCESS_ENTRIES, 'Every process starts.');
  assert.equal(started.indexed, 14);
  assert.deepEqual(started.window, {
    ...{ page: 200, script: 200, peaks: 200, audio: 200 },
    ...{ host: true, messageBoxes: [] },
  });

  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  const besideBytes = beside.reduce(
    (sum, file) => sum + fs.statSync(path.join(resources, 'app.asar.unpacked', file)).size,
    0,
  );
  process.stdout.write(
    `Sonotheque ${started.version} for ${target.platform}-${target.arch}: archive ${megabytes(archiveBytes)}, ` +
      `beside it ${beside.length} files, ${megabytes(besideBytes)}.\n` +
      `${started.entries.length} processes started, ${started.indexed} sounds indexed, nothing loaded from outside; ` +
      `encoders: ${started.encoders.length}. ${((performance.now() - begun) / 1_000).toFixed(0)} s.\n`,
  );
} finally {
  fs.rmSync(away, { recursive: true });
}

function filesOf(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
}

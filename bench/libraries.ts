/**
 * `npm run libraries -- FOLDER…`: indexes real libraries and holds every file to account.
 * `--write` puts the table into docs/performance.md.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Engine } from '../src-main/engine/index.ts';
import { indexWith } from './index-with.ts';
import { MemoryWatch } from './memory.ts';
import { writeSection } from './report.ts';

const { values: options, positionals } = parseArgs({
  options: { write: { type: 'boolean', default: false } },
  allowPositionals: true,
});

/** What a person would call a sound file, told apart from the product's own list on purpose. */
const AUDIO_NAME = /^[^.].*\.(wav|ogg|oga|opus|mp3|flac|wv|aiff?|au|m4a)$/i;

type Row = {
  readonly library: string;
  readonly files: number;
  readonly indexed: number;
  readonly copies: number;
  readonly failed: number;
  readonly again: number;
  readonly hours: number;
  readonly frames: number;
  readonly seconds: number;
  readonly againSeconds: number;
};

const folder = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-libraries-'));
const rows: Row[] = [];
const watch = new MemoryWatch(1_000);
try {
  const engine = await Engine.open({ catalogue: path.join(folder, 'libraries.sonotheque'), precision: 'int8' });
  const index = (library: string) => indexWith(engine, library);
  for (const library of positionals) {
    process.stderr.write(`${path.basename(library)}…\n`);
    const names = await readdir(library, { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => !entry.isDirectory() && AUDIO_NAME.test(entry.name)).length;
    const first = await index(library);
    const second = await index(library);
    rows.push({
      library: path.basename(library),
      files,
      indexed: first.indexed,
      copies: first.copies,
      failed: first.failed,
      again: second.unchanged,
      hours: first.soundSeconds / 3_600,
      frames: first.frames,
      seconds: first.seconds,
      againSeconds: second.seconds,
    });
  }
  await engine.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const { residentBytes } = watch.stop();

const text = [
  `${os.cpus()[0]?.model.trim() ?? 'unknown'}, ${os.availableParallelism()} cores; ${new Date().toISOString().slice(0, 10)}. Peak memory of all processes: ${(residentBytes / 1e6).toFixed(0)} MB.`,
  '',
  '| library | sound files | indexed | of them copies | failed | unchanged the second time | hours listened to | frames | time | × real time | second time |',
  '|---|---|---|---|---|---|---|---|---|---|---|',
  ...rows.map(
    (row) =>
      `| ${row.library} | ${row.files} | ${row.indexed} | ${row.copies} | ${row.failed} | ${row.again} | ${row.hours.toFixed(2)} | ${row.frames} | ${row.seconds.toFixed(1)} s | ${((row.hours * 3_600) / row.seconds).toFixed(0)} | ${row.againSeconds.toFixed(2)} s |`,
  ),
].join('\n');
process.stdout.write(`${text}\n`);
if (options.write) {
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
  writeSection(path.join(root, 'docs', 'performance.md'), 'libraries', text);
}

const unaccounted = rows.filter((row) => row.indexed + row.failed !== row.files || row.again !== row.indexed);
for (const { library } of unaccounted) process.stderr.write(`${library}: not every file is accounted for\n`);
process.exitCode = unaccounted.length > 0 ? 1 : 0;

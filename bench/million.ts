/**
 * `npm run million`: fills a catalogue with a million sounds and measures what the browser asks of it.
 * `-- --folder DIR` keeps it for the next run, `--names-from DIR` takes the file names of real libraries, `--fill-only`
 * stops after filling, `--selected N` says how many sounds actions are tried on, `--write` puts the figures into docs/performance.md.
 */
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { filledCatalogue } from './million/filled-catalogue.ts';
import { actionsTable, measureActions } from './million/measure-actions.ts';
import { browsingTable, measureBrowsing } from './million/measure-browsing.ts';
import { writeSection } from './report.ts';

const { values: options } = parseArgs({
  options: {
    folder: { type: 'string', default: path.join(os.tmpdir(), 'sonotheque-million') },
    sounds: { type: 'string', default: '1000000' },
    frames: { type: 'string', default: '0' },
    'names-from': { type: 'string' },
    'fill-only': { type: 'boolean', default: false },
    selected: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '20' },
    write: { type: 'boolean', default: false },
  },
});

const began = performance.now();
const namesFrom = options['names-from'];
const file = filledCatalogue({
  folder: options.folder,
  sounds: Number(options.sounds),
  frames: Number(options.frames),
  ...(namesFrom === undefined ? {} : { namesFrom }),
  onProgress: (stored) => process.stderr.write(`\r${stored.toLocaleString('en-US')} sounds`),
});
console.log(`\n${file} (${((performance.now() - began) / 1000).toFixed(0)} s)`);

if (!options['fill-only']) {
  const load = os.loadavg()[0] ?? 0;
  const table = browsingTable(await measureBrowsing(file, Number(options.rounds)));
  const actions = actionsTable(await measureActions(file, Number(options.selected)));
  const report = `${os.cpus()[0]?.model ?? 'CPU'}, ${os.cpus().length} cores, load ${load.toFixed(1)} from other work; ${new Date().toISOString().slice(0, 10)}. ${table}\n\nActions on selected sounds, and each taken back:\n\n${actions}`;
  console.log(report);
  const performanceNotes = path.resolve(import.meta.dirname, '../docs/performance.md');
  if (options.write) writeSection(performanceNotes, 'million', report);
}

/** A whole study on sounds that are made up: trained, judged, reported, and taken up again. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PayloadHash } from '../../../src-shared/contract/identifiers.ts';
import type { StudyEvent } from '../../../src-shared/study/index.ts';
import { seededRandom } from '../../learning/index.ts';
import { runStudy } from './run-study.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'study-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const BANDS = 96;
/** Noise in the lower or the upper half of the bands, by the sound's name. */
const listener = {
  spectra: async (file: Uint8Array) => {
    const name = path.basename(Buffer.from(file).toString());
    const random = seededRandom(name.length + Number(name.match(/\d+/u)?.[0] ?? 0));
    const isHigh = name.startsWith('rain');
    const rows = Float16Array.from({ length: 100 * BANDS }, (_, at) =>
      at % BANDS >= BANDS / 2 === isHigh ? 0.5 + 0.3 * random() : 0.1 * random(),
    );
    return { payloadHash: name as PayloadHash, levelsDb: Float32Array.of(-20), rows };
  },
};

it('trains, judges and reports a grid, and does no work twice', { timeout: 120_000 }, async () => {
  const names = Array.from(
    { length: 24 },
    (_, place) => `${place % 2 === 0 ? 'rain' : 'door'} ${'abcdefghijklmnopqrstuvwxyz'[place]}x.wav`,
  );
  const lines = names.map((name) => `lib\t${name}\t${name.startsWith('rain') ? 'RAIN' : 'DOORS'}`);
  writeFileSync(path.join(folder, 'list.tsv'), `package\tpath\tcategory\n${lines.join('\n')}\n`);
  for (const name of names) writeFileSync(path.join(folder, name), name);
  const study = {
    name: 'Small',
    datasets: [{ name: 'lib', source: { kind: 'list', file: 'list.tsv' } }],
    training: {
      start: { kind: 'scratch', width: 4 },
      trains: 'encoder',
      epochs: 1,
      batchFrames: 8,
      splits: { test: 0.3 },
    },
    losses: [{ name: 'cross-entropy' }, { name: 'triplet-all', options: { margin: 'wide' } }],
    methods: [{ label: 'within', mixing: { kind: 'within' } }],
    seeds: [1],
  };
  const configuration = path.join(folder, 'config.json');
  writeFileSync(configuration, JSON.stringify(study));
  const out = path.join(folder, 'out');
  const run = () => Array.fromAsync(runStudy(listener, { configuration, out, threads: 1 }));
  const events = await run();
  const last = events.at(-1) as Extract<StudyEvent, { readonly kind: 'done' }>;
  expect(last.kind).toBe('done');
  const [done, failed] = last.report.cells;
  expect(done).toMatchObject({ state: 'done', loss: 'cross-entropy', method: 'within' });
  // A loss that can't be made is a row with its reason.
  expect(failed).toMatchObject({ state: 'failed', loss: 'triplet-all' });
  expect(readFileSync(path.join(out, 'report.html'), 'utf8')).toContain('What failed');
  expect(readdirSync(out)).toContain('within-against-cross.svg');
  // Nothing of a finished training but its result is left.
  expect(readdirSync(path.join(out, 'work', 'cells'))).not.toContain('cross-entropy-within-seed-1');

  const again = await run();
  const worked = again.flatMap((event) => (event.kind === 'cell' ? [event.cell.loss] : []));
  expect(worked).not.toContain('cross-entropy');
  expect(again.some(({ kind }) => kind === 'reading')).toBe(false);
});

it('says what is wrong with its configuration', async () => {
  const configuration = path.join(folder, 'config.json');
  const run = () => Array.fromAsync(runStudy(listener, { configuration, out: path.join(folder, 'out'), threads: 1 }));
  await expect(run()).rejects.toMatchObject({ failure: { code: 'study-unreadable' } });
  writeFileSync(configuration, '{"name": "x"');
  await expect(run()).rejects.toMatchObject({ failure: { code: 'study-unreadable' } });
  writeFileSync(configuration, '{"name": "x", "datasets": []}');
  await expect(run()).rejects.toMatchObject({ failure: { message: expect.stringContaining('datasets') } });
});

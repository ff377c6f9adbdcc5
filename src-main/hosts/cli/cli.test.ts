/** The command line as scripts see it: real processes, real recordings. */
import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const starter = fileURLToPath(new URL('../../../e2e/starter-sounds/', import.meta.url));

let folder = '';
let library = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-cli-'));
  library = path.join(folder, 'library');
  mkdirSync(library);
  for (const name of ['dog_bark.mp3', 'perc_bell.flac', 'misc_crow.flac']) {
    copyFileSync(path.join(starter, name), path.join(library, name));
  }
  writeFileSync(path.join(library, 'notes.wav'), 'these are notes, not a sound');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: readonly string[]) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [main, '--catalogue', path.join(folder, 'cli.sonotheque'), ...args],
    { encoding: 'utf8', cwd: folder },
  );
  return { stdout, stderr, status };
}

/** Standard output as the objects it must consist of. */
function json(...args: readonly string[]) {
  const { stdout, status, stderr } = run(...args, '--json');
  const lines = stdout.split('\n').filter((line) => line !== '');
  return { rows: lines.map((line) => JSON.parse(line) as unknown), status, stderr };
}

const suggestion = z.strictObject({
  category: z.string(),
  catId: z.string().nullable(),
  probability: z.number().min(0).max(1),
  evidence: z.array(z.strictObject({ kind: z.string(), probability: z.number(), text: z.string() })),
});

const soundLine = z.strictObject({
  path: z.string(),
  library: z.string(),
  status: z.enum(['indexed', 'failed', 'missing']),
  error: z.string().nullable(),
  durationSeconds: z.number().nullable(),
  sampleRateHz: z.number().nullable(),
  channels: z.number().nullable(),
  frames: z.number(),
  label: z.strictObject({ category: z.string(), catId: z.string().nullable(), source: z.string() }).nullable(),
  suggestions: z.array(suggestion),
});

describe('sonotheque', () => {
  it('refuses to look into a catalogue that is not there', () => {
    const { status, stderr } = run('status');
    expect(status).toBe(1);
    expect(stderr).toContain('no catalogue');
  });

  it('indexes: failed files as lines, the report last, exit code 1', () => {
    const { rows, status, stderr } = json('index', 'library');
    expect(rows).toEqual([
      { path: path.join(library, 'notes.wav'), status: 'failed', error: expect.stringContaining('not audio') },
      { indexed: 3, unchanged: 0, failed: 1, missing: 0, frames: 9, seconds: expect.any(Number) },
    ]);
    expect(status).toBe(1);
    expect(stderr).toBe('');
  }, 60_000);

  it('tells its status', () => {
    expect(json('status').rows).toEqual([
      {
        sounds: { total: 4, indexed: 3, failed: 1, missing: 0 },
        frames: 9,
        labels: 0,
        encoder: expect.stringContaining('aisfx'),
        catalogue: path.join(folder, 'cli.sonotheque'),
      },
    ]);
  });

  it('lists sounds in the documented form', () => {
    const { rows, status } = json('sounds');
    const lines = rows.map((row) => soundLine.parse(row));
    expect(lines.map((line) => path.basename(line.path)).sort()).toEqual([
      'dog_bark.mp3',
      'misc_crow.flac',
      'notes.wav',
      'perc_bell.flac',
    ]);
    expect(lines.every((line) => path.isAbsolute(line.path))).toBe(true);
    expect(status).toBe(0);
    expect(json('sounds', '--limit', '2').rows).toHaveLength(2);
    expect(json('sounds', '--category', 'ANIMALS', 'dog').rows).toHaveLength(1);
  });

  it('labels, shows the label, and takes it back', () => {
    expect(json('label', 'library/dog_bark.mp3', 'anmldog').rows).toMatchObject([
      { label: { category: 'ANIMALS', catId: 'ANMLDog', source: 'human' } },
    ]);
    expect(json('sounds', 'source:human').rows).toHaveLength(1);
    expect(json('sounds', '--unreviewed').rows).toHaveLength(3);
    expect(json('undo').rows).toEqual([{ undone: 1, title: 'Label 1 sound ANMLDog' }]);
    expect(json('sounds', 'source:human').rows).toHaveLength(0);
    expect(json('redo').rows).toMatchObject([{ redone: 1 }]);
    expect(json('sounds', 'source:human').rows).toHaveLength(1);
    expect(json('undo').rows).toMatchObject([{ undone: 1 }]);
  });

  it('keeps collections, marks and the author, and lists what was decided', () => {
    expect(json('settings', 'set', 'authorName', 'Mira').rows).toEqual([{ authorName: 'Mira' }]);
    expect(run('collection', 'create', 'Trailer', '--colour', '#4c8dff').stdout).toContain('“Trailer”');
    expect(json('collection', 'add', 'trailer', 'bell').rows).toEqual([{ changed: 1 }]);
    expect(json('collection', 'add', 'Trailer', 'library/dog_bark.mp3').rows).toEqual([{ changed: 1 }]);
    expect(run('collection', 'export', 'Trailer').stdout).toBe(
      ['perc_bell.flac', 'dog_bark.mp3'].map((name) => `${path.join(library, name)}\n`).join(''),
    );
    expect(json('collection', 'list').rows).toMatchObject([{ name: 'Trailer', sounds: 2, colour: '#4c8dff' }]);
    expect(json('rate', '', '4').rows).toEqual([{ changed: 4 }]);
    expect(json('note', 'library/dog_bark.mp3', 'the neighbours').rows).toEqual([{ changed: 1 }]);
    expect(json('history', '--limit', '2').rows).toMatchObject([
      { title: 'Note on 1 sound', author: 'Mira', state: 'done' },
      { title: 'Rate 4 sounds 4' },
    ]);
    expect(run('undo').stdout).toBe('Taken back: Note on 1 sound.\n');
    expect(run('history').stdout).toContain('taken back');
    expect(json('settings', 'reset', 'authorName').rows).toEqual([{ authorName: '' }]);
    expect(json('undo').rows).toEqual([{ undone: 0, title: null }]);
  }, 60_000);

  it('accepts what is sure enough', () => {
    expect(json('accept', 'bell', '--min-probability', '99%').rows).toEqual([{ accepted: 0, matched: 1 }]);
    expect(json('accept', 'bell', '--min-probability', '0.3').rows).toEqual([{ accepted: 1, matched: 1 }]);
  });

  it('shows what to decide next, and promises nothing without an audit', () => {
    const { rows, status } = json('review', 'dog', '--order', 'least-certain');
    expect(status).toBe(0);
    expect(rows).toMatchObject([
      { path: path.join(library, 'dog_bark.mp3'), suggestions: [{}, {}, {}, {}, {}], together: [] },
    ]);
    const estimate = json('review', '--min-precision', '95%', '--accept');
    expect(estimate.rows).toMatchObject([{ audited: 0, found: null, needed: 59, accepted: 0 }]);
    expect(estimate.status).toBe(1);
  });

  it('suggests for files without a catalogue, in the order given', () => {
    const { rows, status } = json(
      'suggest',
      'library/perc_bell.flac',
      'library/notes.wav',
      '--top',
      '2',
      '--audio-only',
    );
    expect(status).toBe(1);
    expect(rows).toMatchObject([
      { path: path.join(library, 'perc_bell.flac'), suggestions: [{ category: 'BELLS' }, {}], error: null },
      { path: path.join(library, 'notes.wav'), durationSeconds: null, suggestions: [], error: expect.any(String) },
    ]);
  }, 60_000);

  it('finds similar sounds', () => {
    const { rows } = json('similar', 'library/dog_bark.mp3', '--limit', '1');
    expect(rows).toMatchObject([{ similarity: expect.any(Number), fromSeconds: expect.any(Number) }]);
    expect(json('similar', 'library/dog_bark.mp3', '--from', '3', '--to', '1').status).toBe(2);
  });

  it('embeds as aiSFX does', () => {
    const { rows, status } = json('embed', 'library', 'library/dog_bark.mp3', '--out', 'out');
    expect(status).toBe(1);
    expect(rows).toHaveLength(4);
    const bytes = readFileSync(path.join(folder, 'out', 'dog_bark.npy'));
    expect(bytes.subarray(0, 6).toString('latin1')).toBe('\x93NUMPY');
    expect(bytes.toString('latin1')).toContain("'shape': (4, 512)");
    expect(existsSync(path.join(folder, 'out', 'notes.npy'))).toBe(false);
  }, 60_000);

  it('exports CSV and JSON', () => {
    const { stdout } = run('export', 'dog');
    expect(stdout.split('\n')[0]).toMatch(/^path,library,status,/);
    expect(stdout).toContain('dog_bark.mp3');
    expect(json('export', '--format', 'json', '--out', 'all.json').rows).toEqual([{ exported: 4, file: 'all.json' }]);
    expect(JSON.parse(readFileSync(path.join(folder, 'all.json'), 'utf8'))).toHaveLength(4);
    expect(JSON.parse(run('export', 'nothing-is-called-this', '--format', 'json').stdout)).toEqual([]);
    expect(JSON.parse(run('export', 'dog', '--format', 'json').stdout)).toMatchObject([{ metadata: {} }]);
    expect(json('export').rows).toHaveLength(4);
    expect(run('export', '--out', 'no/such/folder/all.csv')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('could not be written'),
    });
  });

  it('lists model versions', () => {
    expect(json('models', 'list').rows).toMatchObject([
      { id: 'aisfx-x-sequential-ce', active: true, soundsCovered: 3, soundsTotal: 3 },
    ]);
    const { stderr, status } = run('models', 'rollback');
    expect(stderr).toContain('No other model version was active before.');
    expect(status).toBe(1);
    expect(run('models', 'activate', 'none').stderr).toContain('No model version begins with “none”.');
  });

  it.each([
    [['frobnicate'], 'unknown command'],
    [['label', 'library/dog_bark.mp3', 'DOORWud'], 'Did you mean DOORWood'],
    [['label', 'library/dog_bark.mp3'], 'needs a CatID'],
    [['index'], 'No folder was named'],
    [['index', 'gone'], 'There is no folder'],
    [['sounds', 'door ('], 'bracket'],
    [['sounds', '--limit', 'many'], 'whole number'],
    [['accept', ''], 'min-probability'],
    [['review', '--accept'], 'needs --min-precision'],
    [['review', '--order', 'best'], 'least-certain'],
    [['rate', '', '6'], 'from 0 to 5'],
    [['collection', 'add', 'Nowhere', ''], 'There is no collection'],
    [['settings', 'set', 'theme', 'pink'], 'no value for theme'],
    [['embed', 'library'], '--out'],
  ])('says what is wrong with %j: exit code 2', (args, words) => {
    const { status, stdout, stderr } = run(...args);
    expect(stderr).toContain(words);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  it.each([
    [['label', 'library/gone.wav', 'DOORWood'], 'There is no file'],
    [['label', main, 'DOORWood'], 'is not in the catalogue'],
    [['suggest', 'library/gone.wav'], 'There is no such file'],
    [['suggest', 'library'], 'This is a folder'],
    [['similar', 'library/gone.wav'], 'There is no such file'],
    [['similar', 'library/dog_bark.mp3', '--from', '100'], 'only 6.0 s long'],
  ])('says what is wrong with the file in %j: exit code 1 or 2', (args, words) => {
    const { status, stdout, stderr } = run(...args);
    expect(stdout + stderr).toContain(words);
    expect(stdout + stderr).not.toContain('unexpected');
    expect([1, 2]).toContain(status);
  });

  it.skipIf(process.platform === 'win32')('writes to a device, and never replaces one', () => {
    expect(run('export', '--out', '/dev/null').status).toBe(0);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it.skipIf(process.platform === 'win32')(
    'ends cleanly on Ctrl-C and goes on the next time',
    async () => {
      const catalogue = path.join(folder, 'interrupted.sonotheque');
      const child = spawn(process.execPath, [main, 'index', starter, '--catalogue', catalogue, '--json'], {
        cwd: folder,
      });
      const output: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
      const ended = new Promise((resolve) => child.on('exit', resolve));
      const { promise: appeared, resolve } = Promise.withResolvers<void>();
      const watch = setInterval(() => existsSync(catalogue) && resolve(), 5);
      await appeared;
      clearInterval(watch);
      child.kill('SIGINT');
      expect(await ended).toBe(130);
      const report = z.object({ indexed: z.number() }).parse(JSON.parse(Buffer.concat(output).toString()));
      const { stdout } = spawnSync(process.execPath, [main, 'index', starter, '--catalogue', catalogue, '--json'], {
        encoding: 'utf8',
      });
      expect(JSON.parse(stdout)).toMatchObject({ indexed: 14 - report.indexed, unchanged: report.indexed, failed: 0 });
    },
    60_000,
  );
});

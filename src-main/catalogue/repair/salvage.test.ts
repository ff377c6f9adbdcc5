import { fork } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import { type Catalogue, describeRepair, type Library, openCatalogue } from '../index.ts';
import { dumpFacts } from '../testing/dump-facts.ts';
import { editor, listened, modelVersion, pathName, payload, scan, temporaryFolder } from '../testing/fixtures.ts';
import { markOpen } from './mark.ts';

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
let catalogue: Catalogue;
let library: Library;
const pageBytes = 4096;

beforeEach(async () => {
  folder = temporaryFolder();
  path = join(folder.path, 'test.sonotheque');
  catalogue = await openCatalogue(path);
  library = await catalogue.addLibrary({ name: 'All', root: pathName('/all') });
  await catalogue.registerModelVersion({ id: modelVersion, name: 'Test', lineage: {}, embeddingMean: null });
});
afterEach(async () => {
  await catalogue.close();
  folder.remove();
});

const file = (n: number) =>
  // Metadata longer than a page: rows that go on in others.
  listened(library, `${n}.wav`, payload(n), {
    metadata: {
      fields: {},
      entries: [{ standard: 'info', key: 'ICMT', value: `take ${n} `.repeat(n % 50 === 0 ? 900 : 3) }],
      warnings: [],
    },
  });
const range = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const label = (soundId: SoundId, category: string) =>
  catalogue.label([{ soundId, region: null, decision: { category, catId: null }, source: 'human' }], editor);
async function fill(count: number): Promise<readonly SoundId[]> {
  const ids: SoundId[] = [];
  for (let at = 0; at < count; at += 100) {
    const stored = await catalogue.storeListened(
      range(count)
        .slice(at, at + 100)
        .map(file),
    );
    ids.push(...stored.map(({ soundId }) => soundId));
  }
  await scan(catalogue, library, range(count).map(file));
  const decision = { category: 'WATER', catId: null };
  const wanted = ids.filter((_, i) => i % 3 === 0);
  await catalogue.label(
    wanted.map((soundId) => ({ soundId, region: null, decision, source: 'human' })),
    editor,
  );
  await makeMore(ids);
  return ids;
}
/** One of each thing that people make beside labels; undone and done again, so that the history holds both. */
async function makeMore(ids: readonly SoundId[]): Promise<void> {
  const soundIds = ids.filter((_, i) => i % 2 === 0);
  const { id } = await catalogue.createCollection({ name: 'Trailer', colour: '#4c8dff' }, editor);
  await catalogue.addToCollection(id, { soundIds: [...soundIds].reverse() }, null, editor);
  await catalogue.mark({ soundIds }, { rating: 4, note: 'keep' }, editor);
  const deed = { action: 'edit', detail: 'fxName' } as const;
  await catalogue.stageEdits({ soundIds }, { fxName: 'Bell' }, deed, editor);
  const marker = { id: uuidv7(), startSeconds: 1, endSeconds: null, name: 'hit', colour: '' };
  for (const soundId of soundIds.slice(0, 2))
    await catalogue.putMarkers(soundId, [{ ...marker, id: uuidv7() }], editor);
  for (const direction of ['undo', 'undo', 'redo'] as const) await catalogue.step(direction, editor);
  await catalogue.saveSearch({ name: 'Rain', query: '{"text":"rain"}' }, editor);
  for (const soundId of soundIds.slice(0, 5)) await catalogue.notePlayed(soundId, new Date(1000));
  await catalogue.noteSearch('{"text":"rain"}', new Date(1000));
}
const close = () => catalogue.close();
const reopen = async () => {
  await catalogue.close();
  catalogue = await openCatalogue(path);
  return catalogue;
};
const events = (of = path) => {
  const db = new Sqlite(of, { readonly: true });
  const found = db.prepare('SELECT id FROM label_events ORDER BY id').pluck().all() as string[];
  db.close();
  return found;
};
function spoil(from: number, to: number): void {
  const bytes = readFileSync(path);
  bytes.fill(0xa5, from, Math.min(to, bytes.length));
  writeFileSync(path, bytes);
}
function pagesOf(table: string): readonly number[] {
  const db = new Sqlite(path, { readonly: true });
  const pages = db
    .prepare("SELECT pageno FROM dbstat WHERE name = ? AND pagetype <> 'overflow' ORDER BY path")
    .pluck()
    .all(table) as number[];
  db.close();
  return pages;
}
const spoilPage = (page: number) => spoil((page - 1) * pageBytes, page * pageBytes);
const checkWhole = () => {
  for (const one of [path, `${path}-index`]) {
    const db = new Sqlite(one);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.pragma('foreign_key_check')).toEqual([]);
    db.close();
  }
};

describe('a damaged catalogue', () => {
  it('whose header is gone is set aside, and everything else is saved', async () => {
    await fill(300);
    await close();
    const facts = [...dumpFacts(path)];
    spoil(0, 100);
    const damaged = readFileSync(path);
    await reopen();
    expect(catalogue.repairs).toMatchObject([{ kind: 'catalogue-salvaged', sounds: 300, labels: 100, backup: null }]);
    const [repair] = catalogue.repairs;
    if (repair?.kind !== 'catalogue-salvaged') throw new Error('Nothing was salvaged.');
    expect(basename(repair.setAside)).toMatch(/^test\.sonotheque-damaged-\d{8}-\d{6}$/u);
    expect(readFileSync(repair.setAside)).toEqual(damaged);
    expect(describeRepair(repair)).toContain('300 sounds and 100 labels were saved');
    expect(await catalogue.savedSearches()).toMatchObject([{ name: 'Rain' }]);
    expect(await catalogue.searchHistory(9)).toHaveLength(1);
    expect(await catalogue.plays({ limit: 9 })).toHaveLength(5);
    expect(await catalogue.nextSteps('editor')).toMatchObject({ undo: { action: 'save-search' }, redo: null });
    await close();
    expect([...dumpFacts(path)]).toEqual(facts);
    checkWhole();
    await reopen();
    expect(catalogue.repairs).toEqual([]);
  });

  it.each([
    'sounds',
    'label_events',
    'payloads',
    'metadata',
    'libraries',
    'current_labels',
    'settings',
    'collections',
    'collection_members',
    'marks',
    'staged_edits',
    'history',
    'history_changes',
    'sqlite_schema',
  ])('that lost the first page of %s gives back every other page', async (table) => {
    await fill(300);
    await close();
    const [root] = pagesOf(table);
    const before = events();
    spoilPage(root ?? 1);
    markOpen(path);
    await reopen();
    const [repair] = catalogue.repairs;
    expect(repair).toMatchObject({ kind: 'catalogue-salvaged' });
    const status = await catalogue.status();
    expect(status.sounds.total).toBeGreaterThan(280);
    if (table === 'libraries') expect(status.libraries).toMatchObject([{ name: `Recovered ${library.id}` }]);
    await close();
    checkWhole();
    // The root of a small tree is a leaf: what it held is gone without a backup.
    if (table !== 'label_events') expect(events()).toEqual(before);
    else expect(events().length).toBeGreaterThan(70);
  });

  it('gets what is lost from a backup: every label of both', async () => {
    const ids = await fill(300);
    const { file: backup } = await catalogue.backup();
    await label(ids[1] as SoundId, 'WIND');
    await close();
    const before = events();
    const newest = before.at(-1);
    for (const table of ['label_events', 'sounds', 'libraries', 'collections', 'collection_members', 'marks']) {
      const leaves = pagesOf(table);
      spoilPage(leaves[Math.min(1, leaves.length - 1)] ?? 1);
    }
    markOpen(path);
    await reopen();
    expect(catalogue.repairs).toMatchObject([
      { kind: 'catalogue-salvaged', sounds: 300, backup },
      ...catalogue.repairs.slice(1),
    ]);
    expect(await catalogue.libraries()).toMatchObject([{ id: library.id, name: 'All' }]);
    expect(await catalogue.collections()).toMatchObject([{ name: 'Trailer', sounds: 150 }]);
    expect((await catalogue.query({ ratingAtLeast: 4 })).count).toBe(150);
    await close();
    checkWhole();
    expect(events().filter((id) => id !== newest)).toEqual(before.filter((id) => id !== newest));
  });

  it.each(['its header', 'the page of them'])('that lost %s keeps what was decided about duplicates', async (what) => {
    await fill(10);
    await close();
    const db = new Sqlite(path);
    db.prepare("INSERT INTO duplicate_reviews VALUES (?, ?, 'different', 'editor', 1)").run(
      Buffer.from(payload(1), 'hex'),
      Buffer.from(payload(2), 'hex'),
    );
    db.close();
    const facts = [...dumpFacts(path)];
    expect(facts.filter((fact) => fact.startsWith('duplicates '))).toHaveLength(1);
    await reopen();
    await catalogue.backup();
    await close();
    if (what === 'its header') spoil(0, 100);
    else for (const page of pagesOf('duplicate_reviews')) spoilPage(page);
    markOpen(path);
    await reopen();
    expect(catalogue.repairs).toMatchObject([{ kind: 'catalogue-salvaged' }]);
    await close();
    expect([...dumpFacts(path)]).toEqual(facts);
    checkWhole();
  });

  it('keeps a label whose sound is lost, and gives it back with the file', async () => {
    const ids = await fill(300);
    await close();
    for (const page of pagesOf('sounds')) spoilPage(page);
    markOpen(path);
    await reopen();
    const all = await catalogue.addLibrary({ name: 'All', root: pathName('/all') });
    await scan(
      catalogue,
      all,
      range(300).map((n) => listened(all, `${n}.wav`, payload(n))),
    );
    expect(await catalogue.soundByPath('/all/1.wav')).toMatchObject({ id: ids[0], label: { category: 'WATER' } });
    expect(await catalogue.status()).toMatchObject({ sounds: { indexed: 300 }, labels: 100 });
  });

  it('that was cut short or to nothing opens with what is left, or with its backup', async () => {
    await fill(300);
    const { file: backup } = await catalogue.backup();
    await close();
    truncateSync(path, Math.floor(readFileSync(path).length / 2) + 1000);
    await reopen();
    expect(catalogue.repairs).toMatchObject([{ kind: 'catalogue-salvaged', sounds: 300, labels: 100, backup }]);
    await close();
    truncateSync(path, 0);
    await reopen();
    expect(catalogue.repairs[0]).toMatchObject({ kind: 'catalogue-salvaged', sounds: 300, labels: 100 });
  });

  it('opens whatever was damaged, whole and consistent', async () => {
    await fill(100);
    await close();
    const [whole, index] = [readFileSync(path), readFileSync(`${path}-index`)];
    const wound = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.integer({ min: 1, max: 20_000 }),
      byte: fc.nat(255),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(wound, { minLength: 1, maxLength: 4 }), async (wounds) => {
        const bytes = Buffer.from(whole);
        for (const { at, length, byte } of wounds) {
          const from = Math.floor(at * bytes.length);
          bytes.fill(byte, from, Math.min(from + length, bytes.length));
        }
        writeFileSync(path, bytes);
        writeFileSync(`${path}-index`, index);
        markOpen(path);
        await reopen();
        await catalogue.query({});
        await catalogue.addLibrary({ name: 'More', root: pathName('/more') });
        await close();
        checkWhole();
      }),
      { numRuns: 10, endOnFailure: true },
    );
  }, 120_000);
});

describe('damage that is met while a catalogue is open', () => {
  it('is named, told once, and mended by opening again', async () => {
    await fill(300);
    await close();
    // A clean end: nothing is checked on opening.
    const leaves = pagesOf('metadata');
    spoilPage(leaves.at(-1) ?? 1);
    await reopen();
    expect(catalogue.repairs).toEqual([]);
    const told: Failure[] = [];
    catalogue.onDamage((failure) => told.push(failure));
    const id = (await catalogue.soundByPath('/all/1.wav'))?.id;
    const all = Promise.all(range(300).map((n) => catalogue.metadata(n as SoundId)));
    await expect(all).rejects.toMatchObject({ failure: { code: 'catalogue-damaged' } });
    expect(id).toBeDefined();
    expect(told).toMatchObject([{ code: 'catalogue-damaged' }]);
    catalogue.onDamage((failure) => told.push(failure));
    expect(told).toHaveLength(2);
    await reopen();
    expect(catalogue.repairs).toMatchObject([{ kind: 'catalogue-salvaged', sounds: 300, labels: 100 }]);
    await reopen();
    expect(catalogue.repairs).toEqual([]);
  });
});

describe('an unclean end', () => {
  it('is noticed after kill -9, and forgotten once the catalogue proved whole', async () => {
    await close();
    const child = fork(join(import.meta.dirname, '../testing/killed-writer.ts'), [path], { execArgv: [] });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.once('message', () => child.kill('SIGKILL'));
    await ended;
    expect(existsSync(`${path}-open`)).toBe(true);
    await reopen();
    expect(catalogue.repairs.every(({ kind }) => kind === 'index-behind')).toBe(true);
    await close();
    expect(readdirSync(folder.path).sort()).toEqual([
      'test.sonotheque',
      'test.sonotheque-index',
      'test.sonotheque-lock',
    ]);
  });

  it('with damage in the write-ahead log loses no more than what was in it', async () => {
    await fill(30);
    await close();
    const before = events();
    const child = fork(join(import.meta.dirname, '../testing/killed-writer.ts'), [path], { execArgv: [] });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.once('message', () => child.kill('SIGKILL'));
    await ended;
    const log = readFileSync(`${path}-wal`);
    expect(log.length).toBeGreaterThan(10_000);
    writeFileSync(`${path}-wal`, log.fill(0xa5, Math.floor(log.length / 2)));
    await reopen();
    await close();
    checkWhole();
    expect(events().slice(0, before.length)).toEqual(before);
  });
});

describe('the index file', () => {
  const spoilIndex = (change: (bytes: Buffer) => Buffer) =>
    writeFileSync(`${path}-index`, change(readFileSync(`${path}-index`)));

  it.each([
    ['in its header', () => spoilIndex((bytes) => bytes.fill(0xa5, 0, 100))],
    ['cut short', () => spoilIndex((bytes) => bytes.subarray(0, 20_000))],
    ['empty', () => truncateSync(`${path}-index`, 0)],
    ['beside a log of garbage', () => writeFileSync(`${path}-index-wal`, Buffer.alloc(100_000, 0xa5))],
    ['in the middle', () => spoilIndex((bytes) => bytes.fill(0xa5, bytes.length / 4, bytes.length / 2))],
  ])('that is damaged %s costs listening again at most', async (_, spoilIt) => {
    await fill(60);
    await close();
    spoilIt();
    await reopen();
    // Damage inside is met by using it.
    const use = async () => {
      for (const n of range(60)) {
        await catalogue.soundByPath(`/all/${n}.wav`);
        await catalogue.vectors(n as SoundId);
        await catalogue.peaks(n as SoundId);
      }
      await catalogue.query({ text: 'wav' });
    };
    await use().catch((error: unknown) => {
      expect(error).toMatchObject({ failure: { code: 'catalogue-damaged' } });
    });
    await reopen();
    expect(catalogue.repairs.filter(({ kind }) => kind === 'catalogue-salvaged')).toEqual([]);
    await scan(catalogue, library, range(60).map(file));
    await use();
    expect(await catalogue.status()).toMatchObject({ sounds: { indexed: 60 }, labels: 20, frames: 120 });
  });
});

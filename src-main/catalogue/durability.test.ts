import { execFileSync, fork } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SoundId } from '../../src-shared/contract/identifiers.ts';
import { mainApplicationId, mainMigrations } from './database/main-schema.ts';
import { migrate } from './database/migrations.ts';
import { asSonothequeError } from './database/sqlite-failures.ts';
import { type Catalogue, type Library, openCatalogue } from './index.ts';
import { allOf, editor, listened, modelVersion, pathName, payload, scan, temporaryFolder } from './testing/fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
let catalogue: Catalogue | undefined;

beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder.path, 'test.sonotheque');
});
afterEach(async () => {
  await catalogue?.close();
  catalogue = undefined;
  folder.remove();
});

async function openWithSound(): Promise<Library> {
  catalogue = await openCatalogue(path);
  await catalogue.registerModelVersion({ id: modelVersion, name: 'Test', lineage: {}, embeddingMean: null });
  const library = await catalogue.addLibrary({ name: 'All', root: pathName('/all') });
  await scan(catalogue, library, [listened(library, 'a.wav', payload(1))]);
  return library;
}
const reopen = async (): Promise<Catalogue> => {
  await catalogue?.close();
  catalogue = await openCatalogue(path);
  return catalogue;
};

describe('a killed writer', () => {
  it('leaves a whole catalogue, free to open, with every label it was told is safe', async () => {
    const child = fork(join(import.meta.dirname, 'testing/killed-writer.ts'), [path], { execArgv: [] });
    const safe: SoundId[] = [];
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.on('message', (soundId: SoundId) => {
      if (safe.push(soundId) === 8) child.kill('SIGKILL');
    });
    await ended;
    expect(safe.length).toBeGreaterThanOrEqual(8);

    catalogue = await openCatalogue(path);
    const rows = await allOf(catalogue.rows(await catalogue.query({})));
    expect(rows.length % 20).toBe(0);
    const labelled = rows.filter(({ label }) => label !== null).map(({ id }) => id);
    for (const soundId of safe) expect(labelled).toContain(soundId);
    await catalogue.close();
    for (const file of [path, `${path}-index`]) {
      const db = new Sqlite(file);
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(db.pragma('foreign_key_check')).toEqual([]);
      db.close();
    }
  });
});

describe('a writer whose disk takes no more', () => {
  it.skipIf(process.platform === 'win32')('says so, ends by itself, and keeps what it said is stored', async () => {
    // A limit on the size of files stands for the full disk: it needs no special rights.
    const limited = 'trap \'\' XFSZ; ulimit -f 2000; exec "$@"';
    const script = join(import.meta.dirname, 'testing/filling-writer.ts');
    const output = execFileSync('sh', ['-c', limited, 'sh', process.execPath, script, path], { encoding: 'utf8' });
    const { stored, code } = JSON.parse(output) as { stored: number; code: string };
    expect(code).toMatch(/^catalogue-(io|full)$/u);
    expect(stored).toBeGreaterThan(0);
    expect((await reopen()).repairs.every(({ kind }) => kind === 'index-behind')).toBe(true);
    // The last, refused command may have reached the main file before the index refused it: it is listened to again.
    expect((await catalogue?.status())?.sounds.indexed).toBeGreaterThanOrEqual(stored);
  });
});

describe('one owner', () => {
  it('refuses a second writer, lets readers look, and lets go on closing', async () => {
    await openWithSound();
    await expect(openCatalogue(path, { waitMilliseconds: 10 })).rejects.toMatchObject({
      failure: { code: 'catalogue-in-use' },
    });
    const reader = await openCatalogue(path, { readOnly: true });
    expect((await reader.status()).sounds.total).toBe(1);
    await expect(reader.setSetting('x', 1)).rejects.toMatchObject({ failure: { code: 'catalogue-read-only' } });
    await reader.close();
    await expect(reader.status()).rejects.toMatchObject({ failure: { code: 'catalogue-closed' } });
    expect((await (await reopen()).status()).sounds.total).toBe(1);
  });

  it('lets short writers in one after the other', async () => {
    await openWithSound();
    const waiting = Array.from({ length: 5 }, async (_, name) => {
      const next = await openCatalogue(path, { waitMilliseconds: 20_000 });
      await next.setSetting(`writer ${name}`, true);
      await next.close();
    });
    await catalogue?.close();
    await Promise.all(waiting);
    await reopen();
    for (let name = 0; name < 5; name++) expect(await catalogue?.getSetting(`writer ${name}`)).toBe(true);
  });

  it('lets a reader see what the writer does after it opened', async () => {
    const library = await openWithSound();
    const reader = await openCatalogue(path, { readOnly: true });
    expect((await reader.query({})).count).toBe(1);
    await catalogue?.storeListened([listened(library, 'b.wav', payload(2))]);
    expect((await reader.query({})).count).toBe(2);
    await reader.close();
  });
});

describe('the index file', () => {
  it.each([
    ['missing', () => rmSync(`${path}-index`)],
    ['not a database', () => writeFileSync(`${path}-index`, 'x'.repeat(5000))],
    ['of another catalogue', () => relabelIndex()],
  ])('is begun anew when it is %s, and its sounds are listened to again', async (_, spoil) => {
    const library = await openWithSound();
    const sound = listened(library, 'a.wav', payload(1));
    const id = (await catalogue?.soundByPath('/all/a.wav'))?.id as SoundId;
    await catalogue?.label(
      [{ soundId: id, region: null, decision: { category: 'DOORS', catId: null }, source: 'human' }],
      editor,
    );
    await catalogue?.close();
    spoil();
    const opened = await reopen();
    expect(opened.repairs).toEqual([{ kind: 'index-rebuilt', sounds: 1 }]);
    expect(await opened.soundByPath('/all/a.wav')).toMatchObject({ id, frames: 0, label: { category: 'DOORS' } });
    expect((await scan(opened, library, [sound])).states).toEqual(['changed']);
    expect(await opened.soundByPath('/all/a.wav')).toMatchObject({ id, frames: 2, label: { category: 'DOORS' } });
    expect((await reopen()).repairs).toEqual([]);
  });

  function relabelIndex(): void {
    const db = new Sqlite(`${path}-index`);
    db.exec("UPDATE index_state SET token = 'another'");
    db.close();
  }

  it('that proves damaged in the middle is given up, and begun anew at the next opening', async () => {
    const library = await openWithSound();
    await catalogue?.close();
    spoilTable('search_text');
    const damaged = await reopen();
    const store = damaged.storeListened([listened(library, 'b.wav', payload(2))]);
    await expect(store).rejects.toMatchObject({ failure: { code: 'catalogue-index-damaged' } });
    expect((await reopen()).repairs).toEqual([{ kind: 'index-rebuilt', sounds: 1 }]);
  });

  it('of an older version has its text filled again, without listening', async () => {
    await openWithSound();
    await catalogue?.close();
    const db = new Sqlite(`${path}-index`);
    db.exec(`INSERT INTO full_text (full_text) VALUES ('delete-all'); DELETE FROM search_text;
      INSERT INTO search_text VALUES (1, 'a'); INSERT INTO full_text (rowid, text) VALUES (1, 'a');
      ALTER TABLE index_state DROP COLUMN text_version; DROP TABLE duplicate_members; ALTER TABLE suggestion_lists DROP COLUMN payload_id;
      ALTER TABLE sign_bits DROP COLUMN factors; DROP TABLE projections; DROP TABLE projected_places; DROP TABLE sound_names; DROP TABLE sound_features; DROP TABLE suggestion_scorings; PRAGMA user_version = 1`);
    db.close();
    await expect(openCatalogue(path, { readOnly: true })).rejects.toMatchObject({
      failure: { code: 'catalogue-older' },
    });
    const opened = await reopen();
    expect(opened.repairs).toEqual([]);
    expect((await opened.query({ text: 'a.wav' })).count).toBe(1);
    expect((await opened.query({ text: 'wav' })).count).toBe(1);
  });

  function spoilTable(name: string): void {
    const db = new Sqlite(`${path}-index`);
    const rootPage = Number(db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name));
    const pageBytes = Number(db.pragma('page_size', { simple: true }));
    db.close();
    const bytes = readFileSync(`${path}-index`);
    bytes.fill(0xa5, (rootPage - 1) * pageBytes, rootPage * pageBytes);
    writeFileSync(`${path}-index`, bytes);
  }

  it('that lost its last commits brings back only what came after', async () => {
    const library = await openWithSound();
    await catalogue?.close();
    const before = readFileSync(`${path}-index`);
    const opened = await reopen();
    await opened.storeListened([listened(library, 'b.wav', payload(2))]);
    await opened.close();
    writeFileSync(`${path}-index`, before);
    const again = await reopen();
    expect(again.repairs).toEqual([{ kind: 'index-behind', sounds: 1 }]);
    const files = ['a.wav', 'b.wav'].map((name, i) => listened(library, name, payload(i + 1)));
    expect((await scan(again, library, files)).states).toEqual(['unchanged', 'changed']);
  });

  it('that lost its last commits asks for no sound that was only labelled since', async () => {
    const library = await openWithSound();
    await catalogue?.close();
    const before = readFileSync(`${path}-index`);
    const opened = await reopen();
    const soundId = (await opened.soundByPath('/all/a.wav'))?.id as SoundId;
    const decision = { category: 'DOORS', catId: null };
    await opened.label([{ soundId, region: null, decision, source: 'human' }], editor);
    await opened.storeListened([listened(library, 'b.wav', payload(2))]);
    await opened.close();
    writeFileSync(`${path}-index`, before);
    expect((await reopen()).repairs).toEqual([{ kind: 'index-behind', sounds: 1 }]);
  });

  it('that lost its last commits finds failed sounds again, and no removed ones', async () => {
    const library = await openWithSound();
    await catalogue?.close();
    const before = readFileSync(`${path}-index`);
    const opened = await reopen();
    await opened.recordFailures([
      {
        libraryId: library.id,
        path: pathName('broken.wav'),
        hints: { sizeBytes: 1, modifiedNs: 1n, edgesHash: '' },
        failure: { code: 'not-audio', message: 'This is not audio.', nextStep: null },
      },
    ]);
    await opened.close();
    writeFileSync(`${path}-index`, before);
    const again = await reopen();
    expect((await again.query({ text: 'broken' })).count).toBe(1);
    await again.removeLibrary(library.id);
    await again.close();
    writeFileSync(`${path}-index`, before);
    await (await reopen()).close();
    const index = new Sqlite(`${path}-index`);
    for (const table of ['search_text', 'vector_sets', 'peaks', 'suggestion_lists']) {
      expect([table, index.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]).toEqual([table, 0]);
    }
    index.close();
  });
});

describe('migrations', () => {
  const kind = { schema: 'main', applicationId: mainApplicationId, migrations: mainMigrations } as const;

  it('open the version before and bring it forward, keeping what it holds', () => {
    const db = new Sqlite(':memory:');
    migrate(db, kind);
    db.exec(`INSERT INTO settings VALUES ('kept', '1')`);
    const next = [...mainMigrations, { version: 99, sql: 'ALTER TABLE settings ADD COLUMN note TEXT' }];
    migrate(db, kind, next);
    expect(db.prepare('SELECT * FROM settings').get()).toEqual({ name: 'kept', value: '1', note: null });
    expect(db.pragma('user_version', { simple: true })).toBe(99);
    expect(db.pragma('application_id', { simple: true })).toBe(mainApplicationId);
  });

  it('bring a catalogue of version 1 forward with its sounds and labels', async () => {
    const library = await openWithSound();
    const id = (await catalogue?.soundByPath('/all/a.wav'))?.id as SoundId;
    const decision = { category: 'DOORS', catId: null };
    await catalogue?.label([{ soundId: id, region: null, decision, source: 'human' }], editor);
    await catalogue?.close();
    catalogue = undefined;

    const old = join(folder.path, 'old.sonotheque');
    const db = new Sqlite(old);
    migrate(db, kind, mainMigrations.slice(0, 1));
    db.prepare('ATTACH ? AS new').run(path);
    db.exec(`BEGIN; PRAGMA defer_foreign_keys = ON; DELETE FROM catalogue_state;`);
    for (const table of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[]) {
      const columns = (db.pragma(`main.table_info(${table})`) as { name: string }[]).map(({ name }) => name).join();
      if (!table.startsWith('sqlite_'))
        db.exec(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM new.${table}`);
    }
    db.exec('COMMIT');
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    db.close();

    catalogue = await openCatalogue(old);
    expect(await catalogue.libraries()).toMatchObject([{ id: library.id, name: 'All', root: library.root }]);
    expect(await catalogue.soundByPath('/all/a.wav')).toMatchObject({ id, label: { category: 'DOORS' } });
    expect(await catalogue.jobs({ limit: 10 })).toEqual([]);
    await catalogue.removeLibrary(library.id);
    expect((await catalogue.query({})).count).toBe(0);
  });

  it('bring a catalogue of version 2 forward with labelling commands that can be taken back', async () => {
    await openWithSound();
    const id = (await catalogue?.soundByPath('/all/a.wav'))?.id as SoundId;
    await catalogue?.close();
    catalogue = undefined;

    const old = join(folder.path, 'old.sonotheque');
    const db = new Sqlite(old);
    migrate(db, kind, mainMigrations.slice(0, 2));
    db.prepare('ATTACH ? AS new').run(path);
    db.exec('BEGIN; PRAGMA defer_foreign_keys = ON; DELETE FROM catalogue_state;');
    for (const table of ['model_versions', 'catalogue_state', 'libraries', 'payloads', 'sounds', 'metadata'])
      db.exec(`INSERT INTO ${table} SELECT * FROM new.${table}`);
    const event = db.prepare(
      `INSERT INTO label_events (id, batch_id, kind, sound_id, category, source, author, device, created_at, undone_event_id)
       VALUES (?, ?, ?, ?, ?, 'human', 'editor', 'desk', ?, ?)`,
    );
    event.run('1', 'a', 'set', id, 'DOORS', 1, null);
    event.run('2', 'b', 'set', id, 'WIND', 2, null);
    event.run('3', 'c', 'undo', id, null, 3, '2');
    event.run('4', 'd', 'set', id, 'RAIN', 4, null);
    db.prepare("INSERT INTO current_labels VALUES (?, -1, -1, '4', 'RAIN')").run(id);
    db.exec('COMMIT');
    db.close();

    catalogue = await openCatalogue(old);
    expect(await catalogue.history({ author: 'editor', limit: 10 })).toMatchObject([
      { action: 'label', detail: 'RAIN', sounds: 1 },
      { action: 'label', detail: 'DOORS', sounds: 1 },
    ]);
    await catalogue.step('undo', editor);
    expect(await catalogue.labels(id)).toMatchObject([{ category: 'DOORS' }]);
    await catalogue.step('undo', editor);
    expect(await catalogue.labels(id)).toEqual([]);
    await catalogue.step('redo', editor);
    expect(await catalogue.labels(id)).toMatchObject([{ category: 'DOORS' }]);
  });

  it('leave the file as it was when a step fails', () => {
    const db = new Sqlite(':memory:');
    migrate(db, kind);
    const broken = [...mainMigrations, { version: 99, sql: 'CREATE TABLE half (id INTEGER); SELECT nonsense' }];
    expect(() => migrate(db, kind, broken)).toThrow();
    expect(db.pragma('user_version', { simple: true })).toBe(mainMigrations.at(-1)?.version);
    expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0);
  });

  it('refuse a newer catalogue and change nothing in it', async () => {
    await openWithSound();
    await catalogue?.close();
    const db = new Sqlite(path);
    db.pragma('user_version = 99');
    db.close();
    const before = [path, `${path}-index`].map((file) => readFileSync(file));
    await expect(openCatalogue(path)).rejects.toMatchObject({ failure: { code: 'catalogue-newer' } });
    await expect(openCatalogue(path, { readOnly: true })).rejects.toMatchObject({
      failure: { code: 'catalogue-newer' },
    });
    expect([path, `${path}-index`].map((file) => readFileSync(file))).toEqual(before);
  });
});

describe('what stands in the way', () => {
  it.each([
    ['a text file', () => writeFileSync(path, 'hello '.repeat(1000))],
    ['a database of another program', () => new Sqlite(path).exec('CREATE TABLE t (x)').close()],
  ])('is named: %s', async (_, make) => {
    make();
    await expect(openCatalogue(path)).rejects.toMatchObject({ failure: { code: 'not-a-catalogue' } });
    expect(readdirSync(folder.path)).toEqual(['test.sonotheque']);
  });

  it.each([{}, { readOnly: true }])(
    'is named: a folder, no name at all; nothing is made beside it',
    async (options) => {
      mkdirSync(path);
      await expect(openCatalogue(path, options)).rejects.toMatchObject({ failure: { code: 'catalogue-is-a-folder' } });
      await expect(openCatalogue('', options)).rejects.toMatchObject({ failure: { code: 'catalogue-unnamed' } });
      expect(readdirSync(folder.path)).toEqual(['test.sonotheque']);
    },
  );

  it('is named: nothing there to read, a folder that does not exist', async () => {
    await expect(openCatalogue(path, { readOnly: true })).rejects.toMatchObject({
      failure: { code: 'catalogue-missing' },
    });
    await expect(openCatalogue(path, { createIfMissing: false })).rejects.toMatchObject({
      failure: { code: 'catalogue-missing' },
    });
    await expect(openCatalogue(join(folder.path, 'none', 'x.sonotheque'))).rejects.toMatchObject({
      failure: { code: 'catalogue-cannot-open' },
    });
    expect(existsSync(path)).toBe(false);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'is named: a folder that may not be written',
    async () => {
      chmodSync(folder.path, 0o555);
      await expect(openCatalogue(path)).rejects.toMatchObject({ failure: { code: 'catalogue-cannot-open' } });
      chmodSync(folder.path, 0o755);
    },
  );

  it('is looked at where its folder may not be written', async () => {
    await openWithSound();
    await catalogue?.close();
    catalogue = undefined;
    rmSync(`${path}-lock`);
    // After a clean end there is no log, and none is wanted: read-only handles make no file.
    const before = readdirSync(folder.path);
    chmodSync(folder.path, 0o555);
    const reader = await openCatalogue(path, { readOnly: true });
    expect((await reader.status()).sounds.total).toBe(1);
    expect(readdirSync(folder.path)).toEqual(before);
    await reader.close();
    chmodSync(folder.path, 0o755);
    expect(before).toEqual(['test.sonotheque', 'test.sonotheque-index']);
  });

  it('is named: a full disk, and what was stored stays whole', () => {
    const db = new Sqlite(join(folder.path, 'small.db'));
    db.exec('CREATE TABLE t (x); INSERT INTO t VALUES (1)');
    db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`);
    const fill = () => {
      try {
        db.prepare('INSERT INTO t VALUES (randomblob(100000))').run();
      } catch (error) {
        throw asSonothequeError(error);
      }
    };
    expect(fill).toThrow(expect.objectContaining({ failure: expect.objectContaining({ code: 'catalogue-full' }) }));
    expect(db.prepare('SELECT count(*) FROM t').pluck().get()).toBe(1);
    db.close();
  });
});

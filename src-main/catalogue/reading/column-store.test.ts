import { statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import { columnsPathOf } from '../database/columns-file.ts';
import { openForReading, openForWriting } from '../database/open.ts';
import { editor, listened, modelVersion, pathName, payload, temporaryFolder } from '../testing/fixtures.ts';
import type { Library, SoundQuery } from '../types.ts';
import { composeWritingCommands } from '../writing/commands.ts';
import { createColumnStore } from './column-store.ts';
import { createColumnReader } from './columns.ts';
import { createSearcher } from './search.ts';

const soundCount = 1500;
const queries: readonly SoundQuery[] = [
  {},
  { sort: { by: 'name', descending: true } },
  { sort: { by: 'duration' } },
  { text: 'path:folder7', sort: { by: 'category' } },
  { text: 'source:human' },
  { text: 'name:new' },
];

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
let db: Database;
let commands: ReturnType<typeof composeWritingCommands>;
let library: Library;
let ids: readonly SoundId[];
let handles: Database[];

beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder.path, 'kept.sonotheque');
  db = openForWriting(path).db;
  handles = [db];
  commands = composeWritingCommands(db, () => {});
  commands.registerModelVersion({ id: modelVersion, name: 'test', lineage: null, embeddingMean: null });
  library = { id: commands.addLibrary({ name: 'Field', root: pathName('/field') }) } as Library;
  const sounds = Array.from({ length: soundCount }, (_, i) =>
    listened(library, `folder${(i * 7) % 40}/Sound É ${(i * 31) % 977} ${i}.wav`, payload(i + 1), { vectors: null }),
  );
  ids = commands.storeListened(sounds).map(({ soundId }) => soundId);
});

afterEach(() => {
  for (const handle of handles) handle.close();
  folder.remove();
});

/** A reader as a run begins with it; `store` none: everything comes out of the tables. */
function reader(store: ReturnType<typeof createColumnStore> | undefined = createColumnStore(path, 1)) {
  const handle = openForReading(path);
  handles.push(handle);
  const columns = createColumnReader(handle, store);
  return { columns, searcher: createSearcher(handle, () => [], columns) };
}

const answersOf = ({ searcher }: ReturnType<typeof reader>) => [
  ...queries.map((query) => [...searcher.search(query).ids]),
  searcher.facets({}),
  searcher.categories({}),
  searcher.folders(library.id, ''),
];

/** As if read from the tables. */
const expectRight = (kept: ReturnType<typeof reader>): void => {
  const fresh = reader(undefined);
  fresh.columns.read();
  expect(answersOf(kept)).toEqual(answersOf(fresh));
};

async function keep(): Promise<void> {
  const first = reader();
  first.columns.read();
  for (const query of queries) first.searcher.search(query);
  await first.columns.save(first.searcher.orders());
}

describe('columns that were kept', () => {
  it('answer as those out of the tables, without reading a row', async () => {
    await keep();
    const next = reader();
    expect(next.columns.isBeginning()).toBe(false);
    expectRight(next);
    expect(next.columns.rowsRead()).toBe(0);
    expect(next.columns.isWorthKeeping()).toBe(false);
  });

  it('are brought up to what changed since: new sounds, other paths, labels', async () => {
    await keep();
    commands.storeListened([listened(library, 'another/New one.wav', payload(9000), { vectors: null })]);
    const command = { batchId: crypto.randomUUID(), repeatable: false, action: 'label', detail: '' } as const;
    const decision = { category: 'DOORS', catId: null };
    commands.label(
      ids.slice(0, 40).map((soundId) => ({ soundId, region: null, decision, source: 'human' }) as const),
      editor,
      command,
      true,
    );
    const next = reader();
    expect(next.columns.isBeginning()).toBe(false);
    expectRight(next);
    expect(next.columns.rowsRead()).toBe(41);
    expect(next.searcher.search({ text: 'name:new' }).ids).toHaveLength(1);
  });

  it('grow by more sounds than they had room for', async () => {
    await keep();
    commands.storeListened(
      Array.from({ length: 900 }, (_, i) => listened(library, `late/${i}.wav`, payload(5000 + i), { vectors: null })),
    );
    expectRight(reader());
  });

  it('are not those of a catalogue that was reset, cut short, or lost what they show', async () => {
    await keep();
    db.exec("UPDATE catalogue_state SET token = 'another'");
    expect(reader().columns.isBeginning()).toBe(true);
    await keep();
    db.exec('UPDATE catalogue_state SET revision = 0');
    expect(reader().columns.isBeginning()).toBe(true);
    await keep();
    db.exec('UPDATE catalogue_state SET revision = 1, reload_revision = 1');
    expect(reader().columns.isBeginning()).toBe(true);
    await keep();
    const file = columnsPathOf(path);
    truncateSync(file, statSync(file).size - 100);
    expect(reader().columns.isBeginning()).toBe(true);
  });

  it('are given up when they change while they are written', async () => {
    const first = reader();
    first.columns.read();
    const saved = first.columns.save({});
    commands.storeListened([listened(library, 'another/New one.wav', payload(9000), { vectors: null })]);
    first.columns.read();
    await saved;
    expect(statSync(columnsPathOf(path), { throwIfNoEntry: false })).toBeUndefined();
  });

  it('go with an index that is begun anew', async () => {
    await keep();
    db.exec("UPDATE idx.index_state SET token = 'lost'");
    handles.push(openForWriting(path).db);
    expect(statSync(columnsPathOf(path), { throwIfNoEntry: false })).toBeUndefined();
  });
});

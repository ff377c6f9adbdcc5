import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CatId, SoundId } from '../../src-shared/contract/identifiers.ts';
import { mainApplicationId, mainMigrations } from './database/main-schema.ts';
import { migrate } from './database/migrations.ts';
import { openCatalogue } from './open-catalogue.ts';
import { salvage } from './repair/salvage.ts';
import {
  editor,
  embeddings,
  listened,
  modelVersion,
  pathName,
  payload,
  scan,
  temporaryFolder,
} from './testing/fixtures.ts';
import { type Catalogue, deciders, embeddingLength, kinships, type Library } from './types.ts';

let folder: ReturnType<typeof temporaryFolder>;
let path = '';
let catalogue: Catalogue;
let library: Library;

beforeEach(async () => {
  folder = temporaryFolder();
  path = join(folder.path, 'test.sonotheque');
  catalogue = await openCatalogue(path);
  await catalogue.registerModelVersion({ id: modelVersion, name: 'Test', lineage: {}, embeddingMean: null });
  library = await catalogue.addLibrary({ name: 'All', root: pathName('/all') });
});
afterEach(async () => {
  await catalogue.close();
  folder.remove();
});

type Sound = { readonly path: string; readonly seed: number; readonly noise?: number; readonly probability?: number };

/** Two frames around one direction; `noise` turns them away from it. */
function near(seed: number, noise: number): Float32Array {
  const one = embeddings(1, seed);
  const other = embeddings(2, seed + 1000 * noise + 7);
  return Float32Array.from(
    { length: 2 * embeddingLength },
    (_, at) => (one[at % embeddingLength] ?? 0) + (other[at] ?? 0) * noise,
  );
}

async function fill(sounds: readonly Sound[]): Promise<readonly SoundId[]> {
  const files = sounds.map(({ path: name, seed, noise = 0.001, probability = 0.8 }, at) =>
    listened(library, name, payload(at + 1), {
      vectors: { modelVersion, embeddings: near(seed, noise), levelsDb: Float32Array.of(-20, -30) },
      suggestions: { modelVersion, suggestions: [{ category: 'DOORS', catId: null, probability, evidence: [] }] },
    }),
  );
  const { stored } = await scan(catalogue, library, files);
  return stored.map(({ soundId }) => soundId);
}

const everything = async () => (await catalogue.query({})).id;

describe('a survey', () => {
  const groupsOf = async () => {
    const { ids, groupOf, kinship } = await catalogue.surveySounds(await everything());
    const rows = new Map((await catalogue.sounds(Array.from(ids) as SoundId[])).map((row) => [row.id as number, row]));
    const name = (place: number) => rows.get(ids[place] ?? 0)?.relativePath.display ?? '';
    const groups = new Map<number, string[]>();
    for (const [place, leader] of groupOf.entries()) {
      const words = place === leader ? name(place) : `${name(place)} (${kinships[kinship[place] ?? 0]})`;
      groups.set(leader, [...(groups.get(leader) ?? []), words]);
    }
    return [...groups.values()].filter(({ length }) => length > 1);
  };

  it('takes numbered variants of one folder together, unless they sound like something else', async () => {
    await fill([
      { path: 'steps/gravel_01.wav', seed: 1 },
      { path: 'steps/gravel_02.wav', seed: 1, noise: 0.4 },
      { path: 'steps/gravel_03.wav', seed: 9 },
      { path: 'other/gravel_04.wav', seed: 1, noise: 0.4 },
      { path: 'steps/01.wav', seed: 4 },
      { path: 'steps/02.wav', seed: 4, noise: 0.5 },
    ]);
    expect(await groupsOf()).toEqual([['steps/gravel_01.wav', 'steps/gravel_02.wav (variant)']]);
  });

  it('takes sounds together that sound nearly the same, whatever they are called', async () => {
    await fill([
      { path: 'a/slam.wav', seed: 1 },
      { path: 'b/door.wav', seed: 1, noise: 0.01 },
      { path: 'c/rain.wav', seed: 2 },
    ]);
    expect(await groupsOf()).toEqual([['a/slam.wav', 'b/door.wav (alike)']]);
  });

  it('says how near sounds lie: all about itself, nothing about a stranger', async () => {
    await fill([
      { path: 'a.wav', seed: 1 },
      { path: 'b.wav', seed: 1, noise: 0.3 },
      { path: 'c.wav', seed: 5 },
    ]);
    const { cellCount, neighbours } = await catalogue.surveySounds(await everything());
    expect(cellCount).toBe(3);
    const { starts, cells, nearness } = neighbours;
    expect(Array.from(cells)).toEqual([0, 1, 0, 1, 2]);
    expect(Array.from(starts)).toEqual([0, 2, 4, 5]);
    expect(nearness[0]).toBe(255);
    expect(nearness[1]).toBeGreaterThan(40);
  });

  it('ends when nobody wants it any more', async () => {
    await fill([{ path: 'a.wav', seed: 1 }]);
    await expect(catalogue.surveySounds(await everything(), AbortSignal.abort())).rejects.toThrow();
    expect((await catalogue.surveySounds(await everything())).cellCount).toBe(1);
  });
});

describe('what reviewing reads', () => {
  it('tells who decided each sound; a person’s clearing is a decision, too', async () => {
    const [first, second, third, fourth] = (await fill(
      ['a.wav', 'b.wav', 'c.wav', 'd.wav'].map((name, seed) => ({ path: name, seed })),
    )) as [SoundId, SoundId, SoundId, SoundId];
    const decision = { category: 'WIND', catId: null };
    await catalogue.labelAll([first], { region: null, decision, source: 'human' }, editor);
    await catalogue.labelAll([second], { region: null, decision, source: 'import' }, editor);
    await catalogue.labelAll([third], { region: null, decision: null, source: 'human' }, editor);
    const { ids, decider } = await catalogue.reviewColumns(await everything());
    expect(Array.from(ids)).toEqual([first, second, third, fourth]);
    expect(Array.from(decider)).toEqual([deciders.person, deciders.other, deciders.person, deciders.nobody]);
  });
});

describe('accepting in bulk', () => {
  it('labels under a source of its own only what has no label, and one undo takes all of it back', async () => {
    const ids = await fill([
      { path: 'a.wav', seed: 1 },
      { path: 'b.wav', seed: 2 },
      { path: 'c.wav', seed: 3 },
      { path: 'd.wav', seed: 4, probability: 0.5 },
    ]);
    const [first, second, third, fourth] = ids as [SoundId, SoundId, SoundId, SoundId];
    const decision = { category: 'WIND', catId: null };
    await catalogue.labelAll([second], { region: null, decision, source: 'human' }, editor);
    await catalogue.labelAll([third], { region: null, decision, source: 'import' }, editor);
    const outcome = await catalogue.acceptInBulk(ids, 0.8, editor, { detail: 'bulk at 95 %' });
    expect(outcome).toEqual({ changed: [first], locked: [second, third] });
    expect(await catalogue.labels(first)).toMatchObject([{ category: 'DOORS', source: 'model', locked: false }]);
    expect(await catalogue.labels(fourth)).toEqual([]);

    await catalogue.labelAll([first], { region: null, decision, source: 'human' }, { author: 'other', device: 'desk' });
    expect(await catalogue.labels(first)).toMatchObject([{ category: 'WIND', locked: true }]);
    expect((await catalogue.step('undo', editor)).entry).toMatchObject({ action: 'accept', detail: 'bulk at 95 %' });
    expect(await catalogue.labels(first)).toMatchObject([{ category: 'WIND' }]);
  });

  it('is done once, however often it is sent', async () => {
    const ids = await fill([{ path: 'a.wav', seed: 1 }]);
    const command = { id: '019b0000-0000-7000-8000-000000000001', detail: '' };
    const first = await catalogue.acceptInBulk(ids, 0.5, editor, command);
    await catalogue.step('undo', editor);
    expect(await catalogue.acceptInBulk(ids, 0.5, editor, command)).toMatchObject({ changed: first.changed });
    expect(await catalogue.labels(ids[0] as SoundId)).toEqual([]);
  });
});

describe('an audit', () => {
  const suggestion = { category: 'DOORS', catId: 'DOORWood' as CatId, probability: 0.7 };
  const id = '019b0000-0000-7000-8000-00000000000a';

  it('follows what persons say of the sound: undone, corrected', async () => {
    const [soundId] = (await fill([{ path: 'a.wav', seed: 1 }])) as [SoundId];
    await catalogue.noteAudit({ soundId, scope: '', share: 0.1, suggestion }, editor, id);
    await catalogue.noteAudit({ soundId, scope: '', share: 0.1, suggestion: null }, editor, id);
    expect(await catalogue.audits()).toMatchObject([
      { id, suggestion, soundIds: [soundId], modelVersion, decision: null },
    ]);
    const say = (category: string) =>
      catalogue.labelAll([soundId], { region: null, decision: { category, catId: null }, source: 'human' }, editor);
    await say('DOORS');
    await say('WIND');
    expect(await catalogue.audits()).toMatchObject([{ decision: { category: 'WIND', catId: null } }]);
    await catalogue.step('undo', editor);
    expect(await catalogue.audits()).toMatchObject([{ decision: { category: 'DOORS' } }]);
    await catalogue.step('undo', editor);
    expect(await catalogue.audits()).toMatchObject([{ decision: null }]);
    await catalogue.acceptInBulk([soundId], 0, editor, { detail: '' });
    expect(await catalogue.audits()).toMatchObject([{ decision: null }]);
  });

  it('survives that a damaged catalogue is salvaged', async () => {
    const [soundId] = (await fill([{ path: 'a.wav', seed: 1 }])) as [SoundId];
    await catalogue.noteAudit({ soundId, scope: '{"text":"rain"}', share: 0.1, suggestion }, editor, id);
    await catalogue.close();
    salvage(path);
    catalogue = await openCatalogue(path);
    expect(await catalogue.audits()).toMatchObject([{ id, scope: '{"text":"rain"}', suggestion }]);
  });

  it('has a place in a catalogue of version 3', async () => {
    const db = new Sqlite(join(folder.path, 'old.sonotheque'));
    const kind = { schema: 'main', applicationId: mainApplicationId, migrations: mainMigrations } as const;
    migrate(db, kind, mainMigrations.slice(0, 3));
    db.exec("INSERT INTO settings VALUES ('kept', '1')");
    db.close();
    const old = await openCatalogue(join(folder.path, 'old.sonotheque'));
    expect(await old.audits()).toEqual([]);
    expect(await old.getSetting('kept')).toBe(1);
    await old.close();
  });
});

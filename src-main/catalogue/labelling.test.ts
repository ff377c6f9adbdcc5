import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SoundId } from '../../src-shared/contract/identifiers.ts';
import { type Catalogue, type Library, openCatalogue } from './index.ts';
import { editor, listened, modelVersion, pathName, payload, scan, temporaryFolder } from './testing/fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let catalogue: Catalogue;
let library: Library;
let ids: readonly SoundId[];

beforeEach(async () => {
  folder = temporaryFolder();
  catalogue = await openCatalogue(join(folder.path, 'test.sonotheque'));
  library = await catalogue.addLibrary({ name: 'Doors', root: pathName('/sounds/doors') });
  await catalogue.registerModelVersion({ id: modelVersion, name: 'Test', lineage: {}, embeddingMean: null });
  const files = [1, 2, 3].map((n) => listened(library, `${n}.wav`, payload(n)));
  ids = (await scan(catalogue, library, files)).stored.map(({ soundId }) => soundId);
});
afterEach(async () => {
  await catalogue.close();
  folder.remove();
});

const decide = (soundId: SoundId, category: string | null, source: 'human' | 'file-name' = 'human') =>
  catalogue.label(
    [{ soundId, region: null, decision: category === null ? null : { category, catId: null }, source }],
    editor,
  );
const labelOf = async (soundId: SoundId) => (await catalogue.sounds([soundId]))[0]?.label?.category ?? null;
const first = () => ids[0] as SoundId;

describe('labelling', () => {
  it('stands, is locked, and survives closing', async () => {
    expect(await decide(first(), 'WATER')).toEqual({ changed: [first()], locked: [] });
    await catalogue.close();
    catalogue = await openCatalogue(join(folder.path, 'test.sonotheque'));
    expect(await catalogue.labels(first())).toMatchObject([{ category: 'WATER', author: 'editor', locked: true }]);
  });

  it('lets no machine overwrite a person, not even a cleared label', async () => {
    await decide(first(), 'WATER');
    expect(await decide(first(), 'DOORS', 'file-name')).toEqual({ changed: [], locked: [first()] });
    expect(await labelOf(first())).toBe('WATER');
    await decide(first(), null);
    expect(await labelOf(first())).toBeNull();
    expect(await decide(first(), 'DOORS', 'file-name')).toMatchObject({ locked: [first()] });
  });

  it('lets a person overwrite a machine', async () => {
    await decide(first(), 'DOORS', 'file-name');
    await decide(first(), 'WATER');
    expect(await labelOf(first())).toBe('WATER');
  });

  it('is undone step by step, back to nothing', async () => {
    await decide(first(), 'WATER');
    await decide(first(), 'WIND');
    await catalogue.step('undo', editor);
    expect(await labelOf(first())).toBe('WATER');
    await catalogue.step('undo', editor);
    expect(await labelOf(first())).toBeNull();
    expect(await catalogue.step('undo', editor)).toEqual({ entry: null, changed: [] });
    expect(await catalogue.labelHistory(first())).toHaveLength(4);
  });

  it('undoes only the own decisions', async () => {
    await decide(first(), 'WATER');
    await catalogue.step('undo', { author: 'somebody else', device: 'desk' });
    expect(await labelOf(first())).toBe('WATER');
  });

  it('accepts suggestions in bulk but not over a person, and undoes them together', async () => {
    await decide(first(), 'WATER');
    const all = await catalogue.query({});
    const outcome = await catalogue.acceptSuggestions({ resultSetId: all.id }, 0.5, editor);
    expect(outcome).toEqual({ changed: ids.slice(1), locked: [first()] });
    expect((await catalogue.query({ category: 'DOORS', unreviewed: true })).count).toBe(0);
    await catalogue.step('undo', editor);
    expect((await catalogue.query({ unreviewed: true })).count).toBe(2);
    expect(await labelOf(first())).toBe('WATER');
  });

  it('accepts nothing below the least probability', async () => {
    expect(await catalogue.acceptSuggestions({ soundIds: ids }, 0.9, editor)).toEqual({ changed: [], locked: [] });
  });

  it('labels the rows that were selected of a result set as one command, which one undo takes back', async () => {
    const { id: resultSetId } = await catalogue.query({ sort: { by: 'path' } });
    const ranges = [
      { first: 0, end: 1 },
      { first: 2, end: 3 },
    ];
    const selected = await catalogue.selectedIds({ resultSetId, ranges });
    expect(selected).toEqual([ids[0], ids[2]]);
    expect(await catalogue.selectedIds({ resultSetId, ranges: [{ first: 1, end: 9 }], except: [first()] })).toEqual(
      ids.slice(1),
    );
    const decision = { category: 'RAIN', catId: null };
    const outcome = await catalogue.labelAll(selected, { region: null, decision, source: 'human' }, editor);
    expect(outcome.changed).toEqual(selected);
    expect(await Promise.all(ids.map(labelOf))).toEqual(['RAIN', null, 'RAIN']);
    await catalogue.step('undo', editor);
    expect(await Promise.all(ids.map(labelOf))).toEqual([null, null, null]);
  });

  it('labels regions on their own', async () => {
    const region = { startSeconds: 1, endSeconds: 2 };
    const decision = { category: 'WIND', catId: null };
    await catalogue.label([{ soundId: first(), region, decision, source: 'human' }], editor);
    expect(await labelOf(first())).toBeNull();
    expect(await catalogue.labels(first())).toMatchObject([{ region, category: 'WIND' }]);
  });
});

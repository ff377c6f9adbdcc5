import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { entryLine, listHeader } from '../../../src-shared/label-lists/index.ts';
import { makeWorkbook } from '../lists/workbook/make-workbook.test-support.ts';
import { type DrivenEngine, driveEngine } from '../testing/drive-engine.test-support.ts';

const starter = fileURLToPath(new URL('../../../e2e/starter-sounds/', import.meta.url));

let folder = '';
let engine: DrivenEngine;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-lists-'));
  for (const [under, name] of [
    ['sounds/bells', 'perc_bell.flac'],
    ['sounds/bells', 'drum_roll.flac'],
    ['sounds/glass', 'ambi_glass_rub.flac'],
    ['sounds/a', 'ambi_lunar_land.flac'],
  ] as const) {
    mkdirSync(path.join(folder, under), { recursive: true });
    copyFileSync(path.join(starter, name), path.join(folder, under, name));
  }
  copyFileSync(path.join(starter, 'drum_roll.flac'), path.join(folder, 'sounds/glass/perc_bell.flac'));
  engine = await driveEngine({ catalogue: path.join(folder, 'test.sonotheque'), precision: 'int8' });
  await engine.index([path.join(folder, 'sounds')], {});
}, 120_000);
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  // A person who clears a label has decided, too: only what was taken back leaves nothing.
  while ((await engine.client.history.undo({ commandId: uuidv7() })).entry !== null);
});

const sound = (name: string): string => path.join(folder, 'sounds', name);

async function plan(text: string | Uint8Array, more: { soundsFolder?: string; confidence?: string } = {}) {
  const file = path.join(folder, 'list.csv');
  writeFileSync(file, text);
  const planned = await engine.client.labelLists.plan({ from: { path: file }, ...more });
  const { rows } = await engine.client.labelLists.rows({ planId: planned.id, offset: 0, limit: 100 });
  const apply = () => engine.client.labelLists.apply({ commandId: uuidv7(), planId: planned.id });
  return { ...planned, lines: rows.map(({ line, kind, becomes }) => [line, kind, becomes]), rows_: rows, apply };
}

const labelled = async () =>
  Object.fromEntries(
    (await engine.sounds('')).flatMap(({ path: file, label }) =>
      label === null
        ? []
        : [[path.relative(folder, file), `${label.catId ?? label.category} ${label.source} ${label.author}`]],
    ),
  );

describe('planning an import', () => {
  it('finds sounds by their path, below a folder, below a library, and by how paths end', async () => {
    const { lines } = await plan(
      [
        'path,category',
        `${sound('bells/perc_bell.flac')},BELLS`,
        'bells/drum_roll.flac,MUSICAL',
        'Glass\\ambi_glass_rub.flac,GLASS',
        '/Users/somebody/sounds/a/ambi_lunar_land.flac,AMBIENCE',
        'perc_bell.flac,BELLS',
        'ambi_lunar_land.flac,AMBIENCE',
      ].join('\n'),
    );
    expect(lines).toEqual([
      [2, 'label', 'BELLS'],
      [3, 'label', 'MUSICAL'],
      [4, 'label', 'GLASS'],
      [5, 'label', 'AMBIENCE'],
      [6, 'several-sounds', null],
      [7, 'repeated', null],
    ]);
    const below = await plan('file;cat_id\r\nbells/perc_bell.flac;BELLHand\r\n', {
      soundsFolder: path.join(folder, 'sounds'),
    });
    expect(below.counts).toMatchObject({ label: 1 });
    expect(below.columns).toMatchObject({ form: 'UTF-8, by semicolon' });
  });

  it('says of each line that it does not take why, and takes the others', async () => {
    await engine.label(sound('bells/drum_roll.flac'), 'DOORWood');
    const planned = await plan(
      [
        'path\tcategory\tcat_id\tconfidence',
        'bells/drum_roll.flac\tMUSICAL\t\thigh',
        'glass/ambi_glass_rub.flac\tGLASS\t\thigh',
        'glass/ambi_glass_rub.flac\tWATER\t\thigh',
        'bells/perc_bell.flac\t\tBELLHnd\thigh',
        'nowhere/else.wav\tDOORS\t\thigh',
        'a/ambi_lunar_land.flac\tDOORS\tAIRBlow\thigh',
        '\tDOORS\t\thigh',
        'a/ambi_lunar_land.flac\t\t\thigh',
        'a/ambi_lunar_land.flac\tambience\t\tlow',
        'a/ambi_lunar_land.flac\tAMBIENCE\t\thigh',
        'bells/perc_bell.flac\t"BELLS',
      ].join('\n'),
      { confidence: 'high', soundsFolder: path.join(folder, 'sounds') },
    );
    expect(planned.lines).toEqual([
      [2, 'person', null],
      [3, 'contradiction', null],
      [4, 'contradiction', null],
      [5, 'unknown', null],
      [6, 'missing-file', null],
      [7, 'contradiction', null],
      [8, 'unreadable', null],
      [9, 'unreadable', null],
      [10, 'left-out', null],
      [11, 'label', 'AMBIENCE'],
      [12, 'unreadable', null],
    ]);
    expect(planned.rows_[0]?.reason).toContain('DOORS (DOORWood)');
    expect(planned.rows_[1]?.reason).toContain('Line 4 says WATER');
    expect(planned.rows_[3]?.reason).toContain('BELLHand');
    expect(planned.warnings).toEqual([expect.stringContaining('AMBIENCE')]);
    expect(await planned.apply()).toEqual({ labelled: 1, leftAlone: 0 });
  });

  it('reads what spreadsheets write', async () => {
    const utf16 = Buffer.from('\uFEFFpath\tcategory\nbells/perc_bell.flac\tBELLS\n', 'utf16le');
    expect((await plan(utf16)).columns).toMatchObject({ form: 'UTF-16, by tab' });
    expect((await plan(utf16)).counts.label).toBe(1);
    expect((await plan('\uFEFFPath;Category\r\n"bells/perc_bell.flac";BELLS')).counts.label).toBe(1);
    const latin = Buffer.from('path,category,note\nbells/perc_bell.flac,BELLS,gr\u00fc\u00dfe\n', 'latin1');
    expect((await plan(latin)).columns).toMatchObject({ form: 'Latin-1, by comma', unused: ['note'] });
    const workbook = makeWorkbook([
      { name: 'Read me', rows: [['Labels of the spring session']] },
      { name: 'Labels', rows: [['Path', 'Category'], [], ['bells/perc_bell.flac', 'BELLS']] },
    ]);
    const sheet = await plan(workbook);
    expect(sheet.columns).toMatchObject({ form: 'sheet “Labels”', unused: [] });
    expect(sheet.lines).toEqual([[3, 'label', 'BELLS']]);
    const more = [
      ['Path', 'Category'],
      ['a', 'BELLS'],
    ];
    const two = makeWorkbook(['May', 'June'].map((name) => ({ name, rows: more })));
    expect((await plan(two)).columns).toMatchObject({ form: 'sheet “May”, the first of 2 with labels' });
  });

  it('refuses only what has no columns of a list', async () => {
    await expect(plan('a,b\n1,2')).rejects.toMatchObject({ failure: { code: 'list-without-columns' } });
    await expect(plan('')).rejects.toMatchObject({ failure: { code: 'list-without-columns' } });
  });
});

describe('applying a plan', () => {
  it('labels as the list says, without locking, and one undo takes all back', async () => {
    const planned = await plan(
      'path,category,cat_id,author,source\nbells/perc_bell.flac,,bellhand,Ada,\nglass/ambi_glass_rub.flac,GLASS,,,human\n',
    );
    await planned.apply();
    const { username } = os.userInfo();
    expect(await labelled()).toEqual({
      'sounds/bells/perc_bell.flac': 'BELLHand import Ada',
      'sounds/glass/ambi_glass_rub.flac': `GLASS human ${username}`,
    });
    const [last] = await engine.client.history.list({ limit: 1 });
    expect(last?.title).toBe('Import labels of 2 sounds from “list.csv”');
    await engine.client.history.undo({ commandId: uuidv7() });
    expect(await labelled()).toEqual({});
  });

  it('leaves alone what a person said since it was planned, also where the list speaks for a person', async () => {
    const planned = await plan(
      'path,category,source\nbells/perc_bell.flac,BELLS,human\na/ambi_lunar_land.flac,WIND,\n',
    );
    await engine.label(sound('bells/perc_bell.flac'), 'DOORS');
    expect(await planned.apply()).toEqual({ labelled: 1, leftAlone: 1 });
    expect(await labelled()).toMatchObject({ 'sounds/bells/perc_bell.flac': expect.stringContaining('DOORS human') });
  });

  it('takes back what export wrote, regions too', async () => {
    await engine.label(sound('bells/perc_bell.flac'), 'BELLHand');
    await engine.client.labels.set({
      commandId: uuidv7(),
      sounds: { path: sound('a/ambi_lunar_land.flac') },
      region: { startSeconds: 0.25, endSeconds: 1.5 },
      decision: 'WIND',
    });
    const write = async () => {
      const entries = (await Array.fromAsync(await engine.client.labelLists.entries({}))).flat();
      return [listHeader(','), ...entries.map((entry) => entryLine(entry, ','))].join('\n');
    };
    const before = await write();
    expect(before.split('\n')).toHaveLength(3);
    expect((await plan(before)).counts).toMatchObject({ same: 2 });
    await engine.client.history.undo({ commandId: uuidv7() });
    await engine.client.history.undo({ commandId: uuidv7() });
    await (await plan(before)).apply();
    const withoutTimes = (text: string) => text.replaceAll(/\d{4}-\d\d-\d\dT[^,]*/gu, '');
    expect(withoutTimes(await write())).toBe(withoutTimes(before));
  });
});

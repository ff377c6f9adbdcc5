import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { delimitedLine } from '../../../src-shared/delimited/index.ts';
import { putUcsListInForce, shippedUcsList, ucsInForce } from '../../../src-shared/ucs/index.ts';
import { type DrivenEngine, driveEngine } from '../testing/drive-engine.test-support.ts';

const starter = fileURLToPath(new URL('../../../e2e/starter-sounds/', import.meta.url));
let folder = '';
let engine: DrivenEngine;
const open = () => driveEngine({ catalogue: path.join(folder, 'test.sonotheque'), precision: 'int8' });

/** The shipped list with one CatID renamed, one gone, and one of a category that no head knows. */
function writeSheet(): string {
  const rows = shippedUcsList.subcategories
    .filter(({ catId }) => catId !== 'AIRSuck')
    .map((row) => (row.catId === 'DOORWood' ? { ...row, catId: 'DOORTimb' } : row));
  const lines = [
    ...rows,
    { category: 'SPACECRAFT', subCategory: 'THRUSTER', catId: 'SPACThru', keywords: ['retrorocket'] },
  ].map((row) => delimitedLine([row.category, row.subCategory, row.catId, row.keywords.join(', ')], ','));
  const file = path.join(folder, 'UCS v8.3 list.csv');
  writeFileSync(file, ['Category,SubCategory,CatID,Synonyms - Comma Separated', ...lines].join('\r\n'));
  return file;
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-ucs-'));
  engine = await open();
  await engine.index([starter], {});
}, 120_000);
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
  putUcsListInForce(null);
});

it('another list is planned, used by everything, survives the engine, and is taken back with its labels', async () => {
  const [door, air, bell] = ['perc_door.flac', 'ambi_dark_woosh.flac', 'perc_bell.flac'].map((name) =>
    path.join(starter, name),
  );
  await engine.label(door ?? '', 'DOORWood');
  await engine.label(air ?? '', 'AIRSuck');
  const sheet = writeSheet();
  const plan = await engine.client.ucs.plan({ from: { path: sheet } });
  const samePlan = await engine.client.ucs.plan({ from: { path: sheet } });
  expect(plan).toMatchObject({
    to: { version: '8.3', subcategories: 753 },
    added: [{ catId: 'SPACThru' }],
    removed: [{ catId: 'AIRSuck', labels: 1 }],
    renamed: [{ catId: 'DOORWood', becomes: 'DOORTimb', labels: 1 }],
    unheard: ['SPACECRAFT'],
    labelsMapped: 1,
    labelsKept: 1,
  });
  expect(ucsInForce()).toBe(shippedUcsList);
  const use = { commandId: uuidv7(), planId: plan.id };
  expect(await engine.client.ucs.apply(use)).toEqual({ version: '8.3', relabelled: 1 });
  // Sent again it is the same command; a plan for the list of before is none any more.
  expect(await engine.client.ucs.apply(use)).toMatchObject({ version: '8.3' });
  await expect(engine.client.ucs.apply({ commandId: uuidv7(), planId: samePlan.id })).rejects.toMatchObject({
    failure: { code: 'plan-outdated' },
  });

  await engine.close();
  putUcsListInForce(null);
  engine = await open();
  const catIds = async () =>
    (await engine.sounds('')).flatMap(({ label }) => (label === null ? [] : [label.catId])).sort();
  expect(await catIds()).toEqual(['AIRSuck', 'DOORTimb']);
  // A new category can be labelled and searched, by its name, its CatID and its synonyms.
  expect((await engine.label(bell ?? '', 'spacthru')).label).toMatchObject({
    category: 'SPACECRAFT',
    catId: 'SPACThru',
  });
  for (const text of ['cat:SPACECRAFT', 'catid:SPACThru', 'thruster', 'thrusters']) {
    const found = await engine.sounds(text);
    expect(
      found.map((sound) => path.basename(sound.path)),
      text,
    ).toEqual(['perc_bell.flac']);
  }
  // A list of labels in the version before is understood.
  const list = path.join(folder, 'list.csv');
  writeFileSync(list, 'path,cat_id\nperc_door.flac,DOORWood\ndog_bark.mp3,DOORWood\n');
  const { counts } = await engine.client.labelLists.plan({ from: { path: list } });
  expect(counts).toMatchObject({ same: 1, 'other-version': 1 });

  await engine.client.history.undo({ commandId: uuidv7() });
  const { entry } = await engine.client.history.undo({ commandId: uuidv7() });
  expect(entry?.title).toBe('Use the UCS list 8.3');
  expect(ucsInForce()).toBe(shippedUcsList);
  expect(await catIds()).toEqual(['AIRSuck', 'DOORWood']);
  await engine.client.history.redo({ commandId: uuidv7() });
  expect(ucsInForce().version).toBe('8.3');
  expect(await catIds()).toEqual(['AIRSuck', 'DOORTimb']);
}, 60_000);

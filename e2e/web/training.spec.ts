/** Training on real sounds: an adapter is trained, compared, brought into use and rolled back. */
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import Sqlite from 'better-sqlite3';
import { addFolder, expect, starterSounds, test } from './fixtures.ts';
import type { ServedEngine } from './served-engine.ts';
import { toneWave } from './tone-wave.ts';

/** The starter sounds by their names, with tones that no name tells apart: several of each category. */
const animals = ['cat_meow.mp3', 'cow_moo.mp3', 'dog_bark.mp3', 'ducks_quack.mp3', 'misc_crow.flac', 'sheep_bleat.mp3'];
const others = ['ambi_dark_woosh.flac', 'ambi_glass_rub.flac', 'ambi_lunar_land.flac', 'loop_3d_printer.flac'];
const struck = ['drum_roll.flac', 'perc_bell.flac', 'perc_door.flac'];
/** Names without a number, so that no two are taken for takes of one recording. */
const words =
  'oak elm ash fir yew bay fig box may rue dill mint sage reed rush moss fern vine rose lily iris flax hemp jute rye oat'.split(
    ' ',
  );

/** A library of labelled sounds, and the list that labels them. */
function layOut(engine: ServedEngine): { readonly folder: string; readonly list: string } {
  const folder = path.join(engine.folder, 'Mixed');
  fs.mkdirSync(folder);
  const lines = ['path,category'];
  const copies = [...animals, ...others, ...struck];
  for (const name of copies) {
    fs.copyFileSync(path.join(starterSounds, name), path.join(folder, name));
    lines.push(`${name},${animals.includes(name) ? 'ANIMALS' : others.includes(name) ? 'AMBIENCE' : 'OBJECTS'}`);
  }
  for (const [at, word] of words.entries()) {
    fs.writeFileSync(path.join(folder, `${word}.wav`), toneWave(2, 0.8 + at * 0.31));
    // Categories that only the pitch tells apart.
    lines.push(`${word}.wav,${['BEEPS', 'BELLS', 'ALARMS'][Math.floor((at * 3) / words.length)]}`);
  }
  return { folder, list: `${lines.join('\r\n')}\r\n` };
}

async function label(page: Page, list: string, sounds: number): Promise<void> {
  await page.keyboard.press('Shift+J');
  const dialogue = page.getByRole('dialog', { name: 'Import labels' });
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'labels.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await dialogue.getByRole('button', { name: `Label ${sounds} sounds` }).click();
  await expect(dialogue).toBeHidden();
}

/** What is suggested for every sound by the version in use, to the last digit. */
function suggestionsOf(engine: ServedEngine): string {
  const database = new Sqlite(engine.catalogue, { readonly: true });
  database.prepare('ATTACH ? AS idx').run(`${engine.catalogue}-index`);
  const rows = database
    .prepare(
      `SELECT s.path, l.items FROM idx.suggestion_lists l JOIN sounds s ON s.id = l.sound_id
       WHERE l.model_id = (SELECT active_model_id FROM catalogue_state) ORDER BY s.path`,
    )
    .all();
  database.close();
  return JSON.stringify(rows);
}

const lab = (page: Page, key: string) => page.locator('.lab').press(key);
const runs = (page: Page) => page.getByRole('grid', { name: 'Runs' }).getByRole('row');

test('an adapter is trained, compared, brought into use, and rolled back to the same suggestions', async ({
  window: page,
  engine,
}) => {
  test.setTimeout(400_000);
  const { folder, list } = layOut(engine);
  const sounds = list.trim().split('\r\n').length - 1;
  await addFolder(page, folder);
  await expect(page.getByLabel('Sounds found')).toHaveText(`${sounds} of ${sounds}`, { timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Jobs', exact: true })).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('F8');
  await expect(page.getByText('Nothing is labelled yet: label some sounds, or take a list.')).toBeVisible();
  await page.keyboard.press('Escape');
  await label(page, list, sounds);

  await page.keyboard.press('F8');
  await page.getByRole('checkbox', { name: /^Mixed/u }).check();
  await page.locator('.lab').focus();
  await page.keyboard.press('t');
  const pasted = page.getByRole('textbox', { name: /^JSON/u });
  await page.getByRole('button', { name: 'Fill in what is set up now' }).click();
  const configuration = JSON.parse(await pasted.inputValue());
  const dialogue = page.getByRole('dialog', { name: 'Paste a configuration' });
  await pasted.fill(JSON.stringify({ ...configuration, epochs: 0, optimizer: {} }));
  await page.getByRole('button', { name: 'Take it' }).click();
  const mistakes = dialogue.getByRole('list', { name: 'Mistakes' }).getByRole('listitem');
  await expect(mistakes).toHaveText([/epochs At least 1\./u, /There is no field “optimizer” here\./u]);
  await pasted.fill(
    JSON.stringify({
      ...configuration,
      name: 'First try',
      epochs: 12,
      patience: 0,
      splits: { validation: 0.2, test: 0.3 },
    }),
  );
  await page.getByRole('button', { name: 'Take it' }).click();
  await expect(dialogue).toBeHidden();
  await lab(page, 'e');
  await expect(page.getByRole('complementary', { name: 'What it takes' })).toContainText('frames an epoch', {
    timeout: 60_000,
  });
  await page.keyboard.press('Control+Enter');

  await expect(runs(page)).toContainText(['First try']);
  await expect(page.getByRole('button', { name: 'Show the model version' })).toBeVisible({ timeout: 180_000 });
  await page.getByText('Numbers of “Macro-F1 of validation frames”').click();
  const curve = page.getByRole('table', { name: 'Macro-F1 of validation frames' }).locator('tbody td');
  await expect(curve).toHaveCount(13);
  const scores = (await curve.allTextContents()).map(Number);
  expect(Math.max(...scores)).toBeGreaterThan(scores[0] ?? 1);

  const before = suggestionsOf(engine);
  await page.getByRole('button', { name: 'Show the model version' }).click();
  await expect(page.getByText('made from those that are there', { exact: false })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Compare', exact: true })).toBeDisabled();
  await page.locator('.lab').focus();
  await page.keyboard.press('b');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Encoder in use', { exact: true })).toBeVisible({ timeout: 120_000 });
  await expect.poll(() => suggestionsOf(engine), { timeout: 60_000 }).not.toBe(before);

  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  const compared = page.getByRole('region', { name: 'Compared scores' });
  await expect(compared).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText('neither version has seen them', { exact: false })).toBeVisible();
  const top1 = (await compared.locator('tbody tr').first().locator('td').nth(1).textContent()) ?? '';
  const [was = Number.NaN, is = Number.NaN] = top1.split(/ → |[+−]/u).map(Number.parseFloat);
  expect(is).toBeGreaterThan(was);

  await page.locator('.lab').focus();
  await page.keyboard.press('Shift+B');
  await expect(page.getByText('is in use again.', { exact: false })).toBeVisible();
  expect(suggestionsOf(engine)).toBe(before);
});

test('a run is paused, resumed and cancelled, and goes on from its last checkpoint', async ({
  window: page,
  engine,
}) => {
  test.setTimeout(300_000);
  const { folder, list } = layOut(engine);
  const sounds = list.trim().split('\r\n').length - 1;
  await addFolder(page, folder);
  await expect(page.getByLabel('Sounds found')).toHaveText(`${sounds} of ${sounds}`, { timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Jobs', exact: true })).toBeVisible({ timeout: 60_000 });
  await label(page, list, sounds);
  await page.keyboard.press('F8');
  await page.getByRole('checkbox', { name: /^Mixed/u }).check();
  await page.locator('summary', { hasText: 'Optimiser and length' }).click();
  await page.getByRole('textbox', { name: 'Epochs' }).fill('1000');
  await page.getByRole('textbox', { name: 'Patience' }).fill('0');
  await page.keyboard.press('Control+Enter');
  const line = runs(page).first();
  await expect(line).toContainText(/epoch \d+ of 1000/u, { timeout: 120_000 });
  await page.locator('.lab').focus();
  await page.keyboard.press('h');
  await expect(line).toContainText('Paused');
  await page.keyboard.press('h');
  await expect(line).toContainText('Training', { timeout: 60_000 });
  await page.keyboard.press('x');
  await expect(line).toContainText('Cancelled', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Resume from the last checkpoint' }).click();
  await expect(line).toContainText('Training', { timeout: 60_000 });
  await page.keyboard.press('x');
  await expect(line).toContainText('Cancelled', { timeout: 60_000 });
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('No run yet.')).toBeVisible();
});

import fs from 'node:fs';
import path from 'node:path';
import { expect, starterCopies, test } from './fixtures.ts';

const starter = path.join(import.meta.dirname, '..', 'starter-sounds');

test('a folder is added by keyboard, and a file that fails is listed with its reason', async ({ window, engine }) => {
  const folder = path.join(engine.folder, 'Field');
  fs.mkdirSync(folder);
  fs.copyFileSync(path.join(starter, 'cat_meow.mp3'), path.join(folder, 'cat_meow.mp3'));
  fs.writeFileSync(path.join(folder, 'notes.wav'), 'This is a shopping list.');
  await window.keyboard.press('a');
  const chooser = window.getByRole('dialog', { name: 'Add a folder' });
  await chooser.getByRole('textbox', { name: 'Path' }).fill(engine.folder);
  await window.keyboard.press('Enter');
  await expect(chooser.getByRole('option', { name: 'Field' })).toBeVisible();
  await chooser.getByRole('listbox', { name: 'Folders' }).focus();
  await window.keyboard.press('Enter');
  await expect(chooser).toContainText('2 sounds directly in this folder');
  await window.keyboard.press('Control+Enter');

  const failed = window.getByRole('button', { name: '1 file failed' });
  await expect(failed).toBeVisible({ timeout: 30_000 });
  await window.keyboard.press('f');
  await expect(window.getByLabel('Sounds found')).toHaveText('1 of 2');
  await window.keyboard.press('ArrowDown');
  await expect(window.getByRole('row', { selected: true })).toContainText('notes.wav');
  const player = window.getByRole('region', { name: 'Player' });
  await expect(player.getByRole('status')).not.toBeEmpty();

  await window.keyboard.press('j');
  const jobs = window.getByRole('region', { name: 'Jobs' });
  await jobs.getByRole('button', { name: '1 file failed' }).click();
  await expect(jobs.getByRole('listitem').filter({ hasText: 'notes.wav' }).last()).toBeVisible();
  await jobs.getByRole('searchbox', { name: 'Filter files' }).fill('nothing like it');
  await expect(jobs).toContainText('None matches.');
});

test('a job pauses, goes on and is cancelled', async ({ window, engine }) => {
  const folder = starterCopies(engine.folder, 40);
  await window.keyboard.press('a');
  const chooser = window.getByRole('dialog', { name: 'Add a folder' });
  await chooser.getByRole('textbox', { name: 'Path' }).fill(folder);
  await window.keyboard.press('Control+Enter');
  await expect(window.getByRole('button', { name: 'Jobs: 1 job under way' })).toBeVisible();
  await window.keyboard.press('j');
  const jobs = window.getByRole('region', { name: 'Jobs' });
  await jobs.getByRole('button', { name: 'Pause' }).click();
  await expect(jobs).toContainText('Paused');
  await jobs.getByRole('button', { name: 'Resume' }).click();
  await expect(jobs.getByRole('button', { name: 'Pause' })).toBeVisible();
  await jobs.getByRole('combobox', { name: 'Order' }).selectOption('high');
  await jobs.getByRole('button', { name: 'Cancel' }).click();
  await expect(jobs).toContainText('Cancelled');
});

test('nothing is lost when everything is killed in the middle of a job', async ({ window, engine, page }) => {
  test.slow();
  const folder = starterCopies(engine.folder, 6);
  await window.keyboard.press('a');
  await window.getByRole('textbox', { name: 'Path' }).fill(folder);
  await window.keyboard.press('Control+Enter');
  await expect(window.getByRole('grid', { name: 'Sounds' }).getByRole('row').nth(1)).toBeVisible({ timeout: 30_000 });
  await window.keyboard.press('Home');
  await window.keyboard.press('x');
  await window.keyboard.press('c');
  await window.getByRole('combobox', { name: 'Categories' }).fill('thunder');
  await window.keyboard.press('Enter');
  const inspector = window.getByRole('complementary', { name: 'Chosen sound' });
  await expect(inspector).toContainText('WEATHER › THUNDER');
  const name = await inspector.getByRole('heading', { level: 2 }).textContent();

  await engine.kill();
  await expect(window.getByText('The engine is starting again…')).toBeVisible();
  await expect(inspector).toContainText('WEATHER › THUNDER');

  await page.goto(await engine.start());
  await expect(window.getByLabel('Sounds found')).toHaveText('84 of 84', { timeout: 60_000 });
  await window.getByRole('searchbox', { name: 'Search sounds' }).fill('cat:thun*');
  await window.keyboard.press('Enter');
  await expect(inspector.getByRole('heading', { level: 2 })).toHaveText(name ?? '');
  await expect(inspector).toContainText('by hand');
});
test.use({ expectedComplaints: /WebSocket|ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|Failed to load resource/u });

import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixtures.ts';

const starter = path.join(import.meta.dirname, '..', 'starter-sounds');

test('a sound that is put into a folder shows in the table by itself, as long as it is watched', async ({
  window,
  engine,
}) => {
  const library = path.join(engine.folder, 'Library');
  fs.mkdirSync(library);
  const put = (name: string) => fs.copyFileSync(path.join(starter, name), path.join(library, name));
  put('perc_bell.flac');
  await window.keyboard.press('a');
  await window.getByRole('textbox', { name: 'Path' }).fill(library);
  await window.keyboard.press('Control+Enter');
  await expect(window.getByLabel('Sounds found')).toHaveText('1 of 1', { timeout: 40_000 });
  await window.keyboard.press('Control+,');
  const settings = window.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('tab', { name: 'Folders' }).click();
  await expect(settings.getByRole('list', { name: 'Folders' })).toContainText('Changes are noticed at once.');
  await window.keyboard.press('Escape');

  put('dog_bark.mp3');
  await expect(window.getByRole('row').filter({ hasText: 'dog_bark' })).toBeVisible({ timeout: 40_000 });
  await expect(window.getByLabel('Sounds found')).toHaveText('2 of 2');

  await window.keyboard.press('Control+,');
  await settings.getByRole('tab', { name: 'Folders' }).click();
  await settings.getByText('Watch', { exact: false }).last().click();
  await expect(settings.getByRole('list', { name: 'Folders' })).toContainText('Changes are not looked for.');
});

/** A library whose drive is pulled out, put back, and found again elsewhere. */
import fs from 'node:fs';
import path from 'node:path';
import { addFolder, expect, expectAccessible, test } from './fixtures.ts';

const starter = path.join(import.meta.dirname, '..', 'starter-sounds');

// The browser itself complains of sounds that it can't fetch.
test.use({ expectedComplaints: /Failed to load resource/u });

test('a folder that is away is told of calmly, keeps its labels, and is found again', async ({ window, engine }) => {
  const library = path.join(engine.folder, 'Drive');
  const elsewhere = path.join(engine.folder, 'Other drive');
  fs.mkdirSync(library);
  for (const name of ['perc_bell.flac', 'dog_bark.mp3'])
    fs.copyFileSync(path.join(starter, name), path.join(library, name));
  await addFolder(window, library);
  await expect(window.getByLabel('Sounds found')).toHaveText('2 of 2', { timeout: 40_000 });
  await window.keyboard.press('p');
  const row = (name: string) => window.getByRole('grid', { name: 'Sounds' }).getByRole('row', { name });
  await row('dog_bark').click();
  await window.keyboard.press('1');
  await expect(window.getByText('by hand')).toBeVisible();

  fs.renameSync(library, elsewhere);
  const note = window.getByRole('region', { name: 'Drive is away' });
  await note.waitFor({ timeout: 40_000 });
  await expect(window.getByRole('treegrid', { name: 'Libraries' }).getByRole('row', { name: 'Drive' })).toContainText(
    'not connected',
  );
  await expect(row('dog_bark')).toContainText('Missing');
  await expect(window.locator('.player-problem')).toContainText('The folder of Drive is not there now.');
  const inspector = window.getByRole('complementary', { name: 'Chosen sound' });
  await expect(inspector.getByRole('list', { name: 'Warnings' })).toContainText(
    'The folder of Drive is not there now.',
  );
  await expect(inspector).toContainText('by hand');
  await row('perc_bell').click();
  await window.keyboard.press('Space');
  await window.keyboard.press('1');
  await expect(inspector).toContainText('by hand');
  await note.getByRole('button', { name: 'Look again' }).click();
  await expect(window.getByText('Drive is still not there.')).toBeVisible();
  await expect(window.locator('.notice-failure')).toHaveCount(0);
  await expectAccessible(window);

  fs.renameSync(elsewhere, library);
  await note.getByRole('button', { name: 'Look again' }).click();
  await expect(note).toHaveCount(0, { timeout: 40_000 });
  await expect(row('dog_bark')).not.toContainText('Missing', { timeout: 40_000 });
  await expect(window.locator('.player-problem')).toHaveCount(0);

  fs.renameSync(library, elsewhere);
  await note.waitFor({ timeout: 40_000 });
  await note.getByRole('button', { name: 'Find its folder…' }).click();
  await window.getByRole('textbox', { name: 'Path' }).fill(elsewhere);
  await window.keyboard.press('Control+Enter');
  await expect(note).toHaveCount(0, { timeout: 40_000 });
  await expect(window.getByLabel('Sounds found')).toHaveText('2 of 2');
  await row('dog_bark').click();
  await expect(inspector).toContainText('by hand');
  await expect(window.locator('.player-problem')).toHaveCount(0);
  await window.keyboard.press('Space');
  await expect(window.getByRole('button', { name: 'Play or pause' })).toHaveAttribute('aria-pressed', 'true');
});

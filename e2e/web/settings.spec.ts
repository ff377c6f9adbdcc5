import { expect, indexStarterSounds, test } from './fixtures.ts';

test('a key is bound anew by keyboard alone; one that is taken is only given up when a person says so', async ({
  window,
}) => {
  await indexStarterSounds(window);
  await window.keyboard.press('Control+,');
  const settings = window.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('tab', { name: 'Look' }).focus();
  await window.keyboard.press('ArrowDown');
  const loop = settings.getByRole('button', { name: /^Loop:/u });
  await loop.focus();
  await window.keyboard.press('Enter');
  await window.keyboard.press('p');
  await expect(settings.getByRole('alert')).toContainText('Play on selection');
  await settings.getByRole('button', { name: 'Leave it' }).press('Enter');
  await expect(loop).toHaveText('L');
  await loop.focus();
  await window.keyboard.press('Enter');
  await window.keyboard.press('q');
  await expect(loop).toHaveText('Q');
  await window.keyboard.press('Escape');
  await expect(settings).toHaveCount(0);
  await window.keyboard.press('q');
  await expect(window.getByRole('button', { name: 'Loop' })).toHaveAttribute('aria-pressed', 'true');
  await window.reload();
  await expect(window.getByLabel('Sounds found')).toHaveText('14 of 14');
  await window.keyboard.press('q');
  await expect(window.getByRole('button', { name: 'Loop' })).toHaveAttribute('aria-pressed', 'false');
});

test('a backup is made, and gone back to after a question', async ({ window }) => {
  await indexStarterSounds(window);
  await window.keyboard.press('Control+,');
  const settings = window.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('tab', { name: 'Catalogue' }).click();
  await expect(settings).toContainText('test.sonotheque');
  await settings.getByRole('button', { name: 'Back up now' }).click();
  const restore = settings.getByRole('button', { name: /^Restore the backup/u }).first();
  await restore.click();
  const question = window.getByRole('dialog', { name: /^Go back to/u });
  await question.getByRole('button', { name: 'Restore' }).click();
  await expect(window.getByText('The backup is in use now.')).toBeVisible({ timeout: 20_000 });
  await expect(window.getByLabel('Sounds found')).toHaveText(/of 14$/u, { timeout: 20_000 });
});

test('a choice of theme and row height shows at once', async ({ window }) => {
  await indexStarterSounds(window);
  await window.keyboard.press('Control+,');
  await window.getByText('Light', { exact: true }).click();
  await expect(window.locator('html')).toHaveAttribute('data-theme', 'light');
  await window.getByText('Compact', { exact: true }).click();
  await window.keyboard.press('Escape');
  expect((await window.getByRole('grid', { name: 'Sounds' }).getByRole('row').nth(1).boundingBox())?.height).toBe(24);
});

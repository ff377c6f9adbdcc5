import { expect, indexStarterSounds, test } from './fixtures.ts';

test('a search follows the typing and points at its mistakes', async ({ window }) => {
  await indexStarterSounds(window);
  const found = window.getByLabel('Sounds found');
  await window.keyboard.press('/');
  await window.keyboard.type('ambi');
  await expect(found).toHaveText('3 of 14');
  await window.keyboard.type(' (glass');
  await expect(window.getByRole('alert')).toHaveText('This bracket is never closed.');
  await expect(window.locator('.search-mirror mark')).toHaveText('(');
  await expect(found).toHaveText('3 of 14');
  await window.keyboard.type(')');
  await expect(window.getByRole('alert')).toHaveCount(0);
  await expect(found).toHaveText('1 of 14');
  await window.keyboard.press('ArrowDown');
  await expect(window.getByRole('row', { selected: true })).toContainText('ambi_glass_rub.flac');
});

test('what matches nothing says so and offers the way back', async ({ window }) => {
  await indexStarterSounds(window);
  await window.getByRole('searchbox', { name: 'Search sounds' }).fill('xylophone');
  await expect(window.getByText('No sound matches this search.')).toBeVisible();
  await window.getByRole('button', { name: 'Clear the search' }).click();
  await expect(window.getByLabel('Sounds found')).toHaveText('14 of 14');
});

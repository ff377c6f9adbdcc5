import type { Page } from '@playwright/test';
import { expect, indexStarterSounds, test } from './fixtures.ts';

const found = (page: Page) => page.getByLabel('Sounds found');
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search sounds' });
const names = (page: Page) => page.getByRole('grid', { name: 'Sounds' }).locator('.file-name').allInnerTexts();
const named = async (page: Page): Promise<readonly string[]> =>
  (await names(page)).map((text) => text.replaceAll('\n', ''));

test('trees and facets narrow the sounds down, and each chip takes its part away again', async ({ window }) => {
  await indexStarterSounds(window);
  await window.keyboard.press('Shift+L');
  const categories = window.getByRole('treegrid', { name: 'Categories' });
  await categories.getByRole('row', { name: /^ANIMALS/u }).click();
  await expect(found(window)).toHaveText('4 of 14');
  const formats = window.getByRole('group', { name: 'Format' });
  await expect(formats.getByRole('checkbox')).toHaveCount(1);
  await formats.getByRole('checkbox', { name: /^MP3/u }).click();
  await window.getByRole('button', { name: 'Sample rate' }).click();
  await expect(
    window.getByRole('group', { name: 'Sample rate' }).getByRole('checkbox', { name: '48 kHz 4' }),
  ).toBeVisible();
  await window.getByRole('checkbox', { name: 'Not decided yet' }).click();
  const chips = window.getByRole('grid', { name: 'What narrows the sounds down' });
  await expect(chips.getByRole('row')).toHaveCount(3);

  await window.reload();
  await expect(found(window)).toHaveText('4 of 14');
  await expect(chips.getByRole('row')).toHaveCount(3);

  await chips.getByRole('row', { name: 'Category: ANIMALS' }).focus();
  await window.keyboard.press('Delete');
  await expect(chips.getByRole('row')).toHaveCount(2);
  await expect(found(window)).toHaveText('5 of 14');
  await window.keyboard.press('Backspace');
  await expect(chips.getByRole('row')).toHaveCount(1);
  await window.locator('#sounds').focus();
  await window.keyboard.press('Alt+ArrowLeft');
  await expect(chips.getByRole('row')).toHaveCount(2);
  await window.keyboard.press('Alt+ArrowLeft');
  await expect(found(window)).toHaveText('4 of 14');
  await window.keyboard.press('Alt+ArrowRight');
  await expect(found(window)).toHaveText('5 of 14');
  await window.getByRole('button', { name: 'Clear all' }).click();
  await expect(found(window)).toHaveText('14 of 14');
});

test('the tree of folders opens by arrow keys and chooses with Enter', async ({ window }) => {
  await indexStarterSounds(window);
  await window.keyboard.press('Shift+L');
  const libraries = window.getByRole('treegrid', { name: 'Libraries' });
  await expect(libraries.getByRole('row', { name: /^All sounds/u })).toBeFocused();
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('row', { name: 'Folder: starter-sounds' })).toBeVisible();
  await expect(found(window)).toHaveText('14 of 14');
});

test('a search completes its fields, is saved under a name, and is found again among those of before', async ({
  window,
}) => {
  await indexStarterSounds(window);
  await window.keyboard.press('/');
  await window.keyboard.type('fm');
  await expect(window.getByRole('option', { name: /^fmt:/u })).toBeVisible();
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('option', { name: /^flac/u })).toBeVisible();
  await window.keyboard.type('mp3');
  await expect(found(window)).toHaveText('5 of 14');
  await window.keyboard.press('Control+d');
  const name = window.getByRole('textbox', { name: 'Name' });
  await expect(name).toHaveValue('fmt:mp3');
  await name.fill('Compressed');
  await window.keyboard.press('Enter');
  const saved = window.getByRole('grid', { name: 'Saved searches' });
  await expect(saved.getByRole('row', { name: 'Compressed' })).toHaveAttribute('aria-selected', 'true');

  await search(window).fill('ambi');
  await expect(found(window)).toHaveText('3 of 14');
  await window.keyboard.press('Control+d');
  await name.fill('Atmospheres');
  await window.keyboard.press('Enter');
  await saved.getByRole('row', { name: 'Atmospheres' }).focus();
  await window.keyboard.press('Alt+ArrowUp');
  await expect(saved.getByRole('row').first()).toHaveAccessibleName('Atmospheres');
  await window.keyboard.press('F2');
  await name.fill('Rooms');
  await window.keyboard.press('Enter');
  await expect(saved.getByRole('row').first()).toHaveAccessibleName('Rooms');

  await saved.getByRole('row', { name: 'Compressed' }).click();
  await expect(search(window)).toHaveValue('fmt:mp3');
  await expect(found(window)).toHaveText('5 of 14');
  await saved.getByRole('row', { name: 'Compressed' }).focus();
  await window.keyboard.press('Delete');
  await expect(saved.getByRole('row')).toHaveCount(1);

  await search(window).fill('');
  await expect(async () => {
    await search(window).blur();
    await search(window).focus();
    await window.keyboard.press('ArrowDown');
    await expect(window.getByRole('option', { name: 'ambi' })).toBeVisible({ timeout: 500 });
  }).toPass();
  await window.getByRole('option', { name: 'ambi' }).click();
  await expect(found(window)).toHaveText('3 of 14');
});

test('a collection takes sounds by drag and by keyboard, and keeps the order that a person gives it', async ({
  window,
}) => {
  await indexStarterSounds(window);
  await window.keyboard.press('p');
  await window.getByRole('button', { name: 'New collection' }).click();
  await window.getByRole('textbox', { name: 'Name' }).fill('Farm');
  await window.getByRole('radio', { name: 'Green' }).press('Space');
  await window.getByRole('button', { name: 'Create' }).click();
  const farm = window.getByRole('grid', { name: 'Collections' }).getByRole('row', { name: 'Farm' });
  await expect(farm).toBeVisible();

  await window.getByText('cow_moo.mp3').click();
  await window.getByText('dog_bark.mp3').click({ modifiers: ['Shift'] });
  await window.getByText('cow_moo.mp3').dragTo(farm);
  await expect(farm).toContainText('2');

  await window.getByText('sheep_bleat.mp3').click();
  await window.keyboard.press('b');
  await window.getByRole('combobox', { name: 'Collections' }).fill('fm');
  await window.keyboard.press('Enter');
  await expect(farm).toContainText('3');

  await farm.click();
  await expect(found(window)).toHaveText('3 of 14');
  await window.locator('#sounds').focus();
  await window.keyboard.press('End');
  await window.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => named(window)).toEqual(['cow_moo.mp3', 'sheep_bleat.mp3', 'dog_bark.mp3']);
  await window.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => named(window)).toEqual(['sheep_bleat.mp3', 'cow_moo.mp3', 'dog_bark.mp3']);

  await window.reload();
  await expect.poll(() => named(window)).toEqual(['sheep_bleat.mp3', 'cow_moo.mp3', 'dog_bark.mp3']);
  const row = (name: string) => window.getByRole('grid', { name: 'Sounds' }).getByRole('row', { name });
  await row('dog_bark').dragTo(row('sheep_bleat'), { targetPosition: { x: 60, y: 4 } });
  await expect.poll(() => named(window)).toEqual(['dog_bark.mp3', 'sheep_bleat.mp3', 'cow_moo.mp3']);
  await row('dog_bark').dragTo(row('sheep_bleat'), { targetPosition: { x: 60, y: 24 } });
  await expect.poll(() => named(window)).toEqual(['sheep_bleat.mp3', 'dog_bark.mp3', 'cow_moo.mp3']);
  await row('dog_bark').dragTo(row('cow_moo'), { targetPosition: { x: 60, y: 24 } });
  await expect.poll(() => named(window)).toEqual(['sheep_bleat.mp3', 'cow_moo.mp3', 'dog_bark.mp3']);
  await window.getByText('cow_moo.mp3').click();
  await window.keyboard.press('Shift+B');
  await expect.poll(() => named(window)).toEqual(['sheep_bleat.mp3', 'dog_bark.mp3']);
  await farm.focus();
  await window.keyboard.press('Delete');
  await expect(farm).toHaveCount(0);
  await expect(found(window)).toHaveText('14 of 14');
});

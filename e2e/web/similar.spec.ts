/** From a sound to others like it, and back. */
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { chooseSound, expect, expectAccessible, indexStarterSounds, test } from './fixtures.ts';

test('sounds like a region take the place of the search, and Esc gives it back', async ({ window }) => {
  await indexStarterSounds(window);
  await window.keyboard.press('p');
  const found = window.getByLabel('Sounds found');
  await window.getByRole('searchbox', { name: 'Search sounds' }).fill('ambi');
  await expect(found).toHaveText('3 of 14');
  await chooseSound(window, 'ambi_lunar_land');
  await window.keyboard.press('ArrowRight');
  await window.keyboard.press('[');
  await window.keyboard.press('ArrowRight');
  await window.keyboard.press('ArrowRight');
  await window.keyboard.press(']');
  await window.keyboard.press('Shift+Y');
  const bar = window.getByRole('region', { name: 'Similar sounds' });
  await expect(bar).toContainText('ambi_lunar_land.flac');
  await expect(bar).toContainText('0:01.000 – 0:03.000');
  await expect(found).toHaveText('13 of 14');
  const rows = window.locator('[data-row]');
  await expect(rows.first()).toContainText(/\d+ %/u);
  const likeness = await window.locator('[data-row] .cell-similarity').allInnerTexts();
  const numbers = likeness.map((text) => Number.parseInt(text, 10));
  expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  await window.keyboard.press('ArrowDown');
  await expect(window.locator('.match-mark')).toBeVisible();
  await expect(window.locator('.similar-moment')).toBeVisible();
  await window.keyboard.press('h');
  await expect(window.getByRole('button', { name: 'Play or pause' })).toHaveAttribute('aria-pressed', 'true');
  await window.keyboard.press('Space');
  await expectAccessible(window);
  const table = await window
    .locator('.table-scroll')
    .evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }));
  expect(table.scrollWidth).toBe(table.clientWidth);
  await window.keyboard.press('Shift+W');
  await expect(bar.getByRole('radio', { name: 'Whole sound' })).toBeChecked();
  await window.keyboard.press('w');
  await expect(found).toHaveText('2 of 14');
  // The sound that comes back is shown, and stays silent also where choosing one plays it.
  await window.keyboard.press('p');
  await window.keyboard.press('Home');
  await expect(window.getByRole('button', { name: 'Play or pause' })).toHaveAttribute('aria-pressed', 'true');
  await window.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);
  await expect(found).toHaveText('3 of 14');
  await expect(window.getByRole('row', { selected: true })).toContainText('ambi_lunar_land.flac');
  await expect(window.locator('.player-name')).toContainText('ambi_lunar_land.flac');
  await expect(window.getByRole('button', { name: 'Play or pause' })).toHaveAttribute('aria-pressed', 'false');
});

test('similar sounds are labelled like any others, and a new search ends them', async ({ window }) => {
  await indexStarterSounds(window);
  await window.keyboard.press('p');
  await chooseSound(window, 'dog_bark');
  await window.keyboard.press('y');
  await expect(window.getByRole('region', { name: 'Similar sounds' })).toContainText('dog_bark.mp3');
  await expect(window.getByLabel('Sounds found')).toHaveText('13 of 14');
  await window.keyboard.press('ArrowDown');
  await expect(window.getByRole('row', { selected: true })).toHaveCount(1);
  await window.keyboard.press('1');
  await expect(window.getByText('by hand')).toBeVisible();
  await expect(window.getByLabel('Sounds found')).toHaveText('13 of 14');
  await window.getByRole('searchbox', { name: 'Search sounds' }).fill('ducks');
  await expect(window.getByRole('region', { name: 'Similar sounds' })).toHaveCount(0);
  await expect(window.getByLabel('Sounds found')).toHaveText('1 of 14');
});

async function drop(window: Page, name: string, bytes: Buffer): Promise<void> {
  const transfer = await window.evaluateHandle(
    ([fileName, text]) => {
      const carried = new DataTransfer();
      carried.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], fileName));
      return carried;
    },
    [name, bytes.toString('base64')] as const,
  );
  await window.dispatchEvent('.window', 'dragover', { dataTransfer: transfer });
  await expect(window.locator('.drop-place')).toHaveText('Drop one sound to find others like it.');
  await window.dispatchEvent('.window', 'drop', { dataTransfer: transfer });
  await expect(window.locator('.drop-place')).toHaveCount(0);
}

test('a sound from outside that is dropped on the window is compared, and is in no catalogue after', async ({
  window,
}) => {
  await indexStarterSounds(window);
  await window.keyboard.press('p');
  const sound = path.join(import.meta.dirname, '..', 'starter-sounds', 'loop_3d_printer.flac');
  await drop(window, 'from outside.flac', fs.readFileSync(sound));
  const bar = window.getByRole('region', { name: 'Similar sounds' });
  await expect(bar).toContainText('from outside.flac');
  await expect(window.locator('[data-row]').first()).toContainText('loop_3d_printer', { timeout: 30_000 });
  await expect(window.locator('[data-row] .cell-similarity').first()).toHaveText(/Copy|100 %|99 %/u);
  await window.keyboard.press('Shift+W');
  await expect(bar.getByRole('radio', { name: 'Whole sound' })).toBeChecked();
  await expect(window.locator('[data-row]').first()).toContainText('loop_3d_printer');
  await window.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);
  await expect(window.getByLabel('Sounds found')).toHaveText('14 of 14');

  await drop(window, 'letter.txt', Buffer.from('No sound at all.'));
  await expect(window.locator('.notice-failure').first()).toContainText('This is not audio');
  await expect(bar).toHaveCount(0);
  await expect(window.getByLabel('Sounds found')).toHaveText('14 of 14');
});

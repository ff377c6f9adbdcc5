/** All sounds on one map: made, looked at, heard, drawn around, labelled and saved. */
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, indexStarterSounds, test } from './fixtures.ts';

const shots = process.env.SONOTHEQUE_SHOTS;

async function makeMap(page: Page): Promise<void> {
  await indexStarterSounds(page);
  await page.keyboard.press('F7');
  await expect(page.getByRole('button', { name: /Make a map of 14 sounds/u })).toBeVisible();
  await page.getByRole('button', { name: /Make a map of 14 sounds/u }).click();
  await expect(page.getByRole('application', { name: 'Map of 14 sounds' })).toBeVisible({ timeout: 40_000 });
}

/** A line around everything in sight. */
async function drawAround(page: Page): Promise<void> {
  const box = await page.getByRole('application').boundingBox();
  if (box === null) throw new Error('The map has no place.');
  const corners = [
    [4, 4],
    [box.width - 4, 4],
    [box.width - 4, box.height - 4],
    [4, box.height - 4],
    [4, 8],
  ] as const;
  for (const [place, [x, y]] of corners.entries()) {
    await page.mouse.move(box.x + x, box.y + y, { steps: 4 });
    if (place === 0) await page.mouse.down();
  }
  await page.mouse.up();
}

test('a map is made, coloured and walked through by keys', async ({ window }) => {
  await makeMap(window);
  const map = window.getByRole('application');
  const legend = window.getByRole('complementary', { name: 'What colours mean' });
  await expect(legend.getByRole('button').first()).toBeVisible();
  if (shots) await window.screenshot({ path: path.join(shots, 'map-dark.png') });
  await expectAccessible(window);
  await window.getByText('Library', { exact: true }).last().click();
  await expect(legend.getByRole('button', { name: /starter-sounds/u })).toHaveAttribute('aria-pressed', 'true');
  await window.getByText('Certainty', { exact: true }).click();
  await expect(legend).toContainText('Fairly sure');
  await map.focus();
  await window.keyboard.press('ArrowRight');
  await expect(window.locator('.map-tip')).toContainText(/suggested|labelled/u);
  const first = await window.locator('.map-tip').innerText();
  for (const key of ['ArrowLeft', 'ArrowUp', 'ArrowDown', 'ArrowRight']) await window.keyboard.press(key);
  await expect(window.locator('.map-tip')).not.toHaveText(first);
  await window.keyboard.press('Enter');
  await expect(window.locator('.inspector-name')).toBeVisible();
  await expect(window.getByRole('button', { name: 'Play or pause' })).toHaveAttribute('aria-pressed', 'true');
});

test('pointing hears a sound, unless that is off', async ({ window }) => {
  await makeMap(window);
  const map = window.getByRole('application');
  await map.focus();
  await window.getByText('Hear by pointing').click();
  await map.focus();
  await window.keyboard.press('ArrowRight');
  await expect(window.locator('.map-tip')).toBeVisible();
  await expect(window.getByRole('button', { name: 'Play or pause' })).toHaveAttribute('aria-pressed', 'false');
  const place = await window.locator('.map-focus').boundingBox();
  if (place === null) throw new Error('No point is marked.');
  await window.getByText('Hear by pointing').click();
  await window.mouse.move(place.x + 200, place.y + 200);
  for (const key of ['ArrowLeft', 'ArrowUp', 'ArrowDown', 'ArrowRight']) {
    await map.focus();
    await window.keyboard.press(key);
  }
  await window.mouse.move(place.x + place.width / 2, place.y + place.height / 2, { steps: 3 });
  await expect(window.locator('.player-name')).not.toBeEmpty();
  await expect(window.getByRole('button', { name: 'Play or pause' })).toHaveAttribute('aria-pressed', 'true');
});

test('what a line is drawn around is labelled, taken back and saved', async ({ window }) => {
  await makeMap(window);
  await window.getByRole('application').focus();
  await window.keyboard.press('Shift+A');
  await drawAround(window);
  const chosen = window.getByRole('group', { name: 'Chosen sounds' });
  await expect(chosen).toContainText('14 sounds');
  if (shots) await window.screenshot({ path: path.join(shots, 'map-chosen.png') });
  await expectAccessible(window);
  await chosen.getByRole('button', { name: 'Label…' }).click();
  await window.getByRole('combobox').fill('WOODHndl');
  await window.keyboard.press('Enter');
  await expect(window.getByText('Labelled 14 sounds WOODHndl.')).toBeVisible();
  await expect(window.getByRole('complementary', { name: 'What colours mean' })).toContainText('WOOD14');
  await window.keyboard.press('Control+z');
  await expect(window.getByRole('complementary', { name: 'What colours mean' })).not.toContainText('WOOD14');
  await window.getByRole('application').focus();
  await window.keyboard.press('a');
  await expect(chosen).toContainText('14 sounds');
  await chosen.getByRole('button', { name: 'Show in the library…' }).click();
  await window.getByRole('textbox', { name: 'Name' }).fill('Around');
  await window.keyboard.press('Enter');
  await expect(window.getByLabel('Sounds found')).toHaveText('14 of 14');
  await expect(window.getByText('Saved 14 sounds as “Around”.')).toBeVisible();
  const around = window.getByRole('grid', { name: 'Collections' }).getByRole('row', { name: /Around/u });
  await expect(around).toBeVisible();
  await window.keyboard.press('Control+z');
  await expect(around).toHaveCount(0);
});

test('the other method makes another map, and both are kept', async ({ window }) => {
  await makeMap(window);
  await window.getByText('UMAP', { exact: true }).click();
  await window.getByRole('button', { name: /Make a map of 14 sounds \(UMAP\)/u }).click();
  await expect(window.getByRole('application', { name: 'Map of 14 sounds' })).toBeVisible({ timeout: 40_000 });
  await window.getByText('t-SNE', { exact: true }).click();
  await expect(window.getByRole('application', { name: 'Map of 14 sounds' })).toBeVisible();
  await window.emulateMedia({ colorScheme: 'light' });
  if (shots) await window.screenshot({ path: path.join(shots, 'map-light.png') });
  await expectAccessible(window);
});

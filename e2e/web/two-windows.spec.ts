/** Two windows on one catalogue, each of a process of its own: what is made in one is seen in the other, unasked. */
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { level, listenIn, positionSeconds } from './ear.ts';
import { addFolder, test as base, chooseSound, expect, indexStarterSounds } from './fixtures.ts';
import { ServedEngine } from './served-engine.ts';
import { toneWave } from './tone-wave.ts';

const test = base.extend<{ readonly other: Page }>({
  page: async ({ page }, use) => {
    await listenIn(page);
    await use(page);
  },
  /** The window of another process on the same catalogue, in a browser that shares nothing with the first. */
  other: async ({ window, engine, browser }, use) => {
    await indexStarterSounds(window);
    const attached = new ServedEngine(engine.folder);
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });
    const other = await context.newPage();
    await listenIn(other);
    await other.goto(await attached.start());
    await expect(other.getByLabel('Sounds found')).toHaveText('14 of 14');
    await use(other);
    await context.close();
    await attached.end();
  },
});

const inspectorOf = (page: Page) => page.getByRole('complementary', { name: 'Chosen sound' });
const rowOf = (page: Page, name: string) =>
  page.getByRole('grid', { name: 'Sounds' }).getByRole('row', { name: new RegExp(name, 'u') });

async function label(page: Page, catId: string): Promise<void> {
  await page.keyboard.press('c');
  await page.getByRole('combobox', { name: 'Categories' }).fill(catId);
  await expect(page.getByRole('option').first()).toContainText(catId);
  await page.keyboard.press('Enter');
}

test('what is decided, edited, collected, set and indexed in one window shows in the other by itself', async ({
  window,
  other,
  engine,
}) => {
  test.slow();
  for (const page of [window, other]) {
    await page.keyboard.press('p');
    await chooseSound(page, 'cow_moo');
    await page.locator('#sounds').focus();
  }
  await label(window, 'ANMLFarm');
  await expect(inspectorOf(other)).toContainText('ANIMALS › FARM');
  await expect(rowOf(other, 'cow_moo')).toContainText('ANIMALS › FARM');
  await window.keyboard.press('Alt+4');
  await expect(inspectorOf(other).getByRole('slider', { name: 'Rating' })).toHaveAttribute('aria-valuenow', '4');
  await window.keyboard.press('Shift+F');
  await expect(inspectorOf(other).getByRole('button', { name: 'Favourite' })).toHaveAttribute('aria-pressed', 'true');
  await window.keyboard.press('e');
  await window.keyboard.type('Cow, close');
  await window.keyboard.press('Control+Enter');
  await expect(other.getByRole('button', { name: /staged$/u })).toHaveText(/1 staged/u);
  await expect(inspectorOf(other).getByRole('textbox', { name: 'Description' })).toHaveValue('Cow, close');

  await window.locator('#sounds').focus();
  await window.keyboard.press('Shift+K');
  await window.getByRole('dialog').getByRole('textbox', { name: 'Name', exact: true }).fill('Farm');
  await window.keyboard.press('Enter');
  await expect(other.getByRole('grid', { name: 'Collections' }).getByRole('row', { name: 'Farm' })).toBeVisible();

  await window.locator('#sounds').focus();
  await window.keyboard.press('Control+,');
  await window.getByText('Light', { exact: true }).click();
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'light');
  await window.keyboard.press('Escape');

  // And the other way: from the one that is attached to the one whose process owns the catalogue.
  await other.keyboard.press('z');
  await expect(other.getByText('Undone: Create collection “Farm”.')).toBeVisible();
  await expect(window.getByRole('grid', { name: 'Collections' }).getByRole('row', { name: 'Farm' })).toHaveCount(0);
  const folder = path.join(engine.folder, 'Bells');
  fs.mkdirSync(folder);
  for (let copy = 0; copy < 4; copy += 1)
    fs.writeFileSync(path.join(folder, `bell_${copy}.wav`), toneWave(4, 4 + copy));
  await addFolder(other, folder);
  await expect(window.getByRole('button', { name: /^Jobs: 1 job under way/u })).toBeVisible();
  await expect(window.getByLabel('Sounds found')).toHaveText('18 of 18', { timeout: 40_000 });
  await expect(other.getByLabel('Sounds found')).toHaveText('18 of 18', { timeout: 40_000 });
  await expect(window.getByRole('button', { name: 'Jobs', exact: true })).toBeVisible({ timeout: 40_000 });
});

test('each window chooses, searches and plays for itself, and goes on when the other is closed', async ({
  window,
  other,
}) => {
  await other.keyboard.press('p');
  await chooseSound(other, 'dog_bark');
  await window.keyboard.press('l');
  await chooseSound(window, 'loop_3d_printer');
  // Whether choosing plays is a preference, and so the same in both.
  await window.keyboard.press('Space');
  await expect.poll(() => level(window)).toBeGreaterThan(0.001);
  await window.getByRole('searchbox', { name: 'Search sounds' }).fill('loop');
  await expect(window.getByLabel('Sounds found')).toHaveText('1 of 14');
  await expect(other.getByLabel('Sounds found')).toHaveText('14 of 14');
  await expect(other.getByRole('row', { selected: true })).toContainText('dog_bark');
  await expect(other.getByRole('button', { name: 'Play or pause' })).toHaveAttribute('aria-pressed', 'false');
  expect(await level(other)).toBe(0);
  await other.close();
  const begun = await positionSeconds(window);
  await expect.poll(() => positionSeconds(window)).not.toBe(begun);
  await expect.poll(() => level(window)).toBeGreaterThan(0.001);
  await window.getByRole('searchbox', { name: 'Search sounds' }).fill('');
  await expect(window.getByLabel('Sounds found')).toHaveText('14 of 14');
});

test('two decisions about one sound at once are both kept; both windows agree on the later one', async ({
  window,
  other,
}) => {
  for (const page of [window, other]) {
    await page.keyboard.press('p');
    await chooseSound(page, 'perc_door');
    await page.locator('#sounds').focus();
    await page.keyboard.press('c');
  }
  await window.getByRole('combobox', { name: 'Categories' }).fill('DOORWood');
  await other.getByRole('combobox', { name: 'Categories' }).fill('DOORMetl');
  await Promise.all([window, other].map((page) => expect(page.getByRole('option').first()).toContainText('DOOR')));
  await Promise.all([window.keyboard.press('Enter'), other.keyboard.press('Enter')]);

  const labelOf = (page: Page) => inspectorOf(page).locator('.label .category-words');
  await expect(labelOf(window)).toHaveText(/DOORS › (WOOD|METAL)/u);
  await window.keyboard.press('Shift+H');
  const history = window.getByRole('dialog', { name: 'History' });
  await expect(history.getByRole('listitem')).toHaveCount(2);
  const titles = await history.locator('.history-title').allInnerTexts();
  expect([...titles].sort()).toEqual(['Label 1 sound DOORMetl', 'Label 1 sound DOORWood']);
  const [later, earlier] = titles[0]?.includes('Metl') ? ['METAL', 'WOOD'] : ['WOOD', 'METAL'];
  await window.keyboard.press('Escape');
  for (const page of [window, other]) await expect(labelOf(page)).toHaveText(`DOORS › ${later}`);
  await other.keyboard.press('z');
  for (const page of [window, other]) await expect(labelOf(page)).toHaveText(`DOORS › ${earlier}`);
  await window.keyboard.press('z');
  for (const page of [window, other]) await expect(inspectorOf(page)).toContainText('Not decided');
});

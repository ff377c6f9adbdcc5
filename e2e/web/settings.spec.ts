import { chooseSound, expect, indexStarterSounds, test } from './fixtures.ts';
import { ServedEngine } from './served-engine.ts';

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

test('what a person prefers is there in another browser too, and in every window at once', async ({
  window,
  engine,
  browser,
}) => {
  await indexStarterSounds(window);
  await window.keyboard.press('p');
  const heads = window.getByRole('columnheader');
  await heads.getByRole('button', { name: 'Length' }).click();
  await expect(heads.filter({ hasText: 'Length' })).toHaveAttribute('aria-sort', 'ascending');
  await chooseSound(window, 'dog_bark');
  await window.keyboard.press('c');
  await window.getByRole('combobox', { name: 'Categories' }).fill('DOORWood');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('row', { name: /dog_bark.*DOORS › WOOD/u })).toBeVisible();
  await window.keyboard.press('l');
  await expect(window.getByRole('button', { name: 'Loop' })).toHaveAttribute('aria-pressed', 'true');

  const others = await browser.newContext();
  const other = await others.newPage();
  const second = new ServedEngine(engine.folder);
  try {
    await other.goto(await second.start());
    await expect(other.getByLabel('Sounds found')).toHaveText('14 of 14');
    const otherHeads = other.getByRole('columnheader');
    await expect(otherHeads.filter({ hasText: 'Length' })).toHaveAttribute('aria-sort', 'ascending');
    await chooseSound(other, 'cow_moo');
    await expect(other.getByRole('button', { name: 'Loop' })).toHaveAttribute('aria-pressed', 'true');
    await expect(other.getByRole('button', { name: 'Play on selection' })).toHaveAttribute('aria-pressed', 'false');
    await other.keyboard.press('c');
    await expect(other.getByRole('option').first()).toContainText('DOORWood');
    await other.keyboard.press('Escape');

    await other.getByRole('button', { name: 'Columns and rows' }).click();
    await other.getByRole('menuitem', { name: 'Folder' }).click();
    await other.getByRole('menuitem', { name: 'Compact rows' }).click();
    await expect(heads.filter({ hasText: 'Folder' })).toBeVisible();
    const row = window.getByRole('grid', { name: 'Sounds' }).getByRole('row').nth(1);
    await expect.poll(async () => (await row.boundingBox())?.height).toBe(24);
  } finally {
    await others.close();
    await second.end();
  }
  expect(await window.evaluate(() => Object.keys(localStorage))).toEqual(['sonotheque.theme']);
});

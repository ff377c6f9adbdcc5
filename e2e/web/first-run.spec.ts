import { level, listenIn, positionSeconds } from './ear.ts';
import { expect, indexStarterSounds, test } from './fixtures.ts';

test.beforeEach(async ({ page }) => listenIn(page));

test('from nothing to a heard, corrected and taken back sound; all of it is there in the next engine, undo too', async ({
  window,
  engine,
}) => {
  await expect(window.getByRole('heading', { name: 'Sonotheque' })).toBeVisible();
  await indexStarterSounds(window);
  const found = window.getByLabel('Sounds found');
  const inspector = window.getByRole('complementary', { name: 'Chosen sound' });
  const row = (name: string) => window.getByRole('grid', { name: 'Sounds' }).getByRole('row', { name });

  await window.keyboard.press('/');
  await window.keyboard.type('loop');
  await expect(found).toHaveText(/^[1-9] of 14$/u);
  await window.keyboard.press('ArrowDown');
  await expect(window.getByRole('row', { selected: true })).toHaveCount(1);
  const name = (await inspector.getByRole('heading', { level: 2 }).textContent()) ?? '';
  await expect.poll(() => level(window)).toBeGreaterThan(0.001);
  const begun = await positionSeconds(window);
  await expect.poll(() => positionSeconds(window)).toBeGreaterThan(begun + 0.2);
  expect(await level(window)).toBeLessThanOrEqual(1.5);

  await expect(window.getByRole('list', { name: 'Suggestions' }).getByRole('button').first()).toContainText('%');
  await window.keyboard.press('Escape');
  await window.keyboard.press('Enter');
  await expect(inspector).toContainText('by hand');
  const accepted = (await inspector.locator('.label .category-words').textContent()) ?? '';
  await window.keyboard.press('c');
  await window.getByRole('combobox', { name: 'Categories' }).fill('DOORWood');
  await window.keyboard.press('Enter');
  await expect(inspector).toContainText('DOORS › WOOD');
  await window.keyboard.press('z');
  await expect(inspector).not.toContainText('DOORS › WOOD');
  await expect(inspector.locator('.label .category-words')).toHaveText(accepted);

  await window.goto('about:blank');
  await engine.end();
  await window.goto(await engine.start());
  await expect(found).toHaveText('14 of 14');
  await row(name).click();
  await expect(inspector.locator('.label .category-words')).toHaveText(accepted);
  await expect(inspector).toContainText('by hand');
  await window.keyboard.press('Shift+H');
  const history = window.getByRole('dialog', { name: 'History' });
  await expect(history.getByRole('listitem')).toHaveCount(2);
  await expect(history.getByRole('button', { name: 'Redo to here: Label 1 sound DOORWood' })).toBeVisible();
  await window.keyboard.press('Escape');
  await window.keyboard.press('Shift+Z');
  await expect(inspector).toContainText('DOORS › WOOD');
  await window.keyboard.press('z');
  await expect(inspector.locator('.label .category-words')).toHaveText(accepted);
  await window.keyboard.press('z');
  await expect(inspector).toContainText('Not decided');
});

test('what was decided is still there after a reload', async ({ window }) => {
  await indexStarterSounds(window);
  await window.keyboard.press('End');
  await window.keyboard.press('c');
  await window.getByRole('combobox', { name: 'Categories' }).fill('DOORWood');
  await window.keyboard.press('Enter');
  const inspector = window.getByRole('complementary', { name: 'Chosen sound' });
  await expect(inspector).toContainText('DOORS › WOOD');
  await window.reload();
  await expect(window.getByLabel('Sounds found')).toHaveText('14 of 14');
  await window.keyboard.press('End');
  await expect(inspector).toContainText('DOORS › WOOD');
  await expect(inspector).toContainText('by hand');
  await window.keyboard.press('x');
  await expect(inspector).not.toContainText('by hand');
});

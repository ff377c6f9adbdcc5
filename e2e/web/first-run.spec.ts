import { expect, indexStarterSounds, test } from './fixtures.ts';

test('from nothing to a heard, accepted and taken back sound', async ({ window }) => {
  await expect(window.getByRole('heading', { name: 'Sonotheque' })).toBeVisible();
  await indexStarterSounds(window);

  const rows = window.getByRole('grid', { name: 'Sounds' }).getByRole('row', { selected: false });
  await expect(rows.first()).toBeVisible();
  await window.keyboard.press('ArrowDown');
  const chosen = window.getByRole('row', { selected: true });
  await expect(chosen).toHaveCount(1);
  await expect(window.getByRole('list', { name: 'Suggestions' }).getByRole('button').first()).toContainText('%');

  const position = window.getByRole('timer', { name: 'Position' });
  const before = await position.textContent();
  await expect(position).not.toHaveText(before ?? '');
  await expect(position).not.toHaveText('0:00.000');

  await window.keyboard.press('Enter');
  const inspector = window.getByRole('complementary', { name: 'Chosen sound' });
  await expect(inspector).toContainText('by hand');
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

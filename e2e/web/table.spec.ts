import { expect, indexStarterSounds, test } from './fixtures.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('several sounds are selected and labelled by keyboard alone, and taken back at once', async ({ window }) => {
  await indexStarterSounds(window);
  await window.keyboard.press('p');
  await window.keyboard.press('Home');
  await window.keyboard.press('Shift+ArrowDown');
  await window.keyboard.press('Shift+ArrowDown');
  await expect(window.getByRole('row', { selected: true })).toHaveCount(3);
  await window.keyboard.press('c');
  await window.getByRole('combobox', { name: 'Categories' }).fill('DOORWood');
  await window.keyboard.press('Enter');
  await expect(window.getByText('Labelled 3 sounds DOORWood.')).toBeVisible();
  await expect(window.getByRole('row', { name: /DOORS › WOOD/u })).toHaveCount(3);
  await window.keyboard.press('z');
  await expect(window.getByText('Undone: Label 3 sounds DOORWood.')).toBeVisible();
  await window.keyboard.press('Control+a');
  await expect(window.getByText('All 14 of these selected')).toBeVisible();
  await window.keyboard.press('Control+c');
  await expect(window.getByText('Copied 14 paths.')).toBeVisible();
  const copied = await window.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n')).toHaveLength(14);
  await window.keyboard.press('Escape');
  await window.keyboard.press('Escape');
  await window.keyboard.press('Escape');
  await expect(window.getByRole('row', { selected: true })).toHaveCount(1);
});

test('rows are selected by mouse, and their menu does what it says', async ({ window }) => {
  await indexStarterSounds(window);
  const row = (name: string) => window.getByRole('grid', { name: 'Sounds' }).getByRole('row', { name });
  await row('cat_meow').click();
  await row('dog_bark').click({ modifiers: ['Shift'] });
  await expect(window.getByRole('row', { selected: true })).toHaveCount(3);
  await row('cow_moo').click({ modifiers: ['ControlOrMeta'] });
  await expect(window.getByRole('row', { selected: true })).toHaveCount(2);
  await row('cat_meow').click({ button: 'right' });
  await expect(window.getByRole('menuitem', { name: 'Find sounds like this one' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await window.keyboard.press('ArrowDown');
  await window.getByRole('menuitem', { name: 'Copy 2 paths' }).click();
  await expect(window.getByText('Copied 2 paths.')).toBeVisible();
});

test('columns are chosen, moved, resized and sorted, and stay so', async ({ window }) => {
  await indexStarterSounds(window);
  const heads = window.getByRole('columnheader');
  await window.getByRole('button', { name: 'Columns and rows' }).focus();
  await window.keyboard.press('Enter');
  await window.getByRole('menuitem', { name: 'Folder' }).focus();
  await window.keyboard.press('Enter');
  await window.getByRole('menuitem', { name: 'Comfortable rows' }).click();
  await window.keyboard.press('Escape');
  await expect(heads.filter({ hasText: 'Folder' })).toBeVisible();
  const length = heads.getByRole('button', { name: 'Length' });
  await length.focus();
  await window.keyboard.press('Enter');
  await expect(heads.filter({ hasText: 'Length' })).toHaveAttribute('aria-sort', 'ascending');
  for (let step = 0; step < 4; step += 1) await window.keyboard.press('Control+ArrowLeft');
  await expect(heads.first()).toHaveText(/Length/u);
  const before = (await heads.first().boundingBox())?.width ?? 0;
  await length.focus();
  await window.keyboard.press('Shift+ArrowRight');
  await expect.poll(async () => (await heads.first().boundingBox())?.width ?? 0).toBeCloseTo(before + 12, 0);
  await window.reload();
  await expect(heads.first()).toHaveText(/Length/u);
  await expect(heads.filter({ hasText: 'Folder' })).toBeVisible();
  await expect(heads.first()).toHaveAttribute('aria-sort', 'ascending');
  await expect(window.getByRole('grid', { name: 'Sounds' }).getByRole('row').nth(1)).toContainText('0.48 s');
  expect((await window.getByRole('grid', { name: 'Sounds' }).getByRole('row').nth(1).boundingBox())?.height).toBe(36);

  // By mouse: the name before the length again, then as wide as its widest.
  const name = heads.getByRole('button', { name: 'Name' });
  await name.dragTo(length);
  await expect(heads.first()).toHaveText(/Name/u);
  await heads.first().locator('.head-edge').dblclick();
  const clipped = await window.evaluate(() =>
    [...document.querySelectorAll('.cell-name .file-name-head')].filter((cell) => cell.scrollWidth > cell.clientWidth),
  );
  expect(clipped).toEqual([]);
});

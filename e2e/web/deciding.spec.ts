import type { Page } from '@playwright/test';
import { expect, indexStarterSounds, test } from './fixtures.ts';

const inspectorOf = (page: Page) => page.getByRole('complementary');

/** The first sound, silently. */
async function chooseFirst(page: Page): Promise<void> {
  await page.locator('#sounds').focus();
  await page.keyboard.press('Home');
  await expect(inspectorOf(page).getByRole('heading', { level: 2 })).toHaveText('ambi_dark_woosh.flac');
}

test('one sound is decided, marked and noted by keyboard; undo and redo outlive the window and the engine', async ({
  window,
  engine,
}) => {
  await indexStarterSounds(window);
  await window.keyboard.press('p');
  await chooseFirst(window);
  const inspector = inspectorOf(window);
  await window.keyboard.press('c');
  await window.getByRole('combobox', { name: 'Categories' }).fill('drwd');
  await window.keyboard.press('Enter');
  await expect(inspector).toContainText('DOORS › WOOD');
  await expect(inspector).toContainText('by hand');
  await window.keyboard.press('c');
  await expect(window.getByRole('option').first()).toContainText('DOORWood');
  await window.keyboard.press('Escape');
  await window.keyboard.press('Alt+4');
  await expect(inspector.getByRole('slider', { name: 'Rating' })).toHaveAttribute('aria-valuenow', '4');
  await window.keyboard.press('Shift+F');
  await expect(inspector.getByRole('button', { name: 'Favourite' })).toHaveAttribute('aria-pressed', 'true');
  await window.keyboard.press('n');
  const note = inspector.getByRole('textbox', { name: 'Note' });
  await expect(note).toBeFocused();
  await window.keyboard.type('Left in a hurry');
  // Never lost, also where another sound is chosen in the middle of it.
  await window.getByRole('row', { name: 'cow_moo' }).click();
  await expect(note).toHaveValue('');
  await chooseFirst(window);
  await expect(note).toHaveValue('Left in a hurry');

  await window.reload();
  await expect(window.getByLabel('Sounds found')).toHaveText('14 of 14');
  await chooseFirst(window);
  await expect(note).toHaveValue('Left in a hurry');
  await window.keyboard.press('z');
  await expect(window.getByText('Undone: Note on 1 sound.')).toBeVisible();
  await expect(note).toHaveValue('');

  await window.goto('about:blank');
  await engine.end();
  await window.goto(await engine.start());
  await expect(window.getByLabel('Sounds found')).toHaveText('14 of 14');
  await chooseFirst(window);
  await window.keyboard.press('Shift+Z');
  await expect(note).toHaveValue('Left in a hurry');
  await window.keyboard.press('Shift+H');
  const history = window.getByRole('dialog', { name: 'History' });
  await expect(history.getByRole('listitem')).toHaveText([
    /Note on 1 sound/u,
    /Make 1 sound a favourite/u,
    /Rate 1 sound 4/u,
    /Label 1 sound DOORWood/u,
  ]);
  await history.getByRole('button', { name: 'Undo to here: Rate 1 sound 4' }).press('Enter');
  await expect(window.getByText('3 commands taken back.')).toBeVisible();
  await expect(history.getByRole('button', { name: 'Redo to here: Note on 1 sound' })).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(note).toHaveValue('');
  await expect(inspector.getByRole('slider', { name: 'Rating' })).toHaveAttribute('aria-valuenow', '0');
  await expect(inspector).toContainText('DOORS › WOOD');
});

test('several sounds are decided together, what they have in common shows, and the notice takes it back', async ({
  window,
}) => {
  await indexStarterSounds(window);
  await window.keyboard.press('p');
  await chooseFirst(window);
  await window.keyboard.press('Alt+5');
  await window.keyboard.press('Shift+ArrowDown');
  await window.keyboard.press('Shift+ArrowDown');
  const inspector = window.getByRole('complementary', { name: 'Selected sounds' });
  const rating = inspector.getByRole('slider', { name: 'Rating' });
  await expect(inspector.getByRole('heading', { name: '3 sounds' })).toBeVisible();
  await expect(rating).toHaveAttribute('aria-valuetext', 'Mixed');
  await window.keyboard.press('Alt+2');
  await expect(rating).toHaveAttribute('aria-valuetext', '2 of 5');
  await window.keyboard.press('Enter');
  await expect(window.getByText('Accepted the suggestion for 3 sounds.')).toBeVisible();
  await expect(inspector).toContainText('Different labels');
  await window.keyboard.press('c');
  await window.getByRole('combobox', { name: 'Categories' }).fill('gun shot');
  await window.keyboard.press('Enter');
  await expect(window.getByText('Labelled 3 sounds GUNShotg.')).toBeVisible();
  await expect(inspector).toContainText('GUNShotg');
  await window.keyboard.press('e');
  await window.keyboard.type('One for all');
  await window.keyboard.press('Control+Enter');
  await expect(window.getByRole('button', { name: /staged$/u })).toHaveText(/3 staged/u);
  const notice = window.getByRole('status', { name: 'Notices' });
  await notice.getByRole('button', { name: 'Undo' }).click();
  await expect(notice).toContainText('Undone: Edit description of 3 sounds.');
  await expect(window.getByRole('button', { name: /staged$/u })).toHaveCount(0);
  // Its labels stay; other sounds may be suggested for the same category by now.
  await expect(inspector).toContainText('GUNShotg');
});

test('a region has a label of its own, beside that of the whole sound', async ({ window }) => {
  await indexStarterSounds(window);
  await window.keyboard.press('p');
  await chooseFirst(window);
  await window.keyboard.press('Enter');
  await expect(window.locator('.waveform canvas').first()).toBeVisible();
  const wave = await window.locator('.waveform').boundingBox();
  await window.mouse.move((wave?.x ?? 0) + 200, (wave?.y ?? 0) + 30);
  await window.mouse.down();
  await window.mouse.move((wave?.x ?? 0) + 420, (wave?.y ?? 0) + 34, { steps: 6 });
  await window.mouse.up();
  await window.locator('#sounds').focus();
  await window.keyboard.press('c');
  await expect(window.getByRole('radio', { name: /^Region/u })).toBeChecked();
  await window.getByRole('combobox', { name: 'Categories' }).fill('thunder');
  await window.keyboard.press('Enter');
  const regions = window.getByRole('region', { name: 'Labelled regions' });
  await expect(regions).toContainText('WEATHER › THUNDER');
  await expect(window.getByRole('row', { selected: true })).not.toContainText('WEATHER');
  await regions.getByRole('button', { name: /^Clear the label of the region/u }).click();
  await expect(regions).toHaveCount(0);
  await window.locator('#sounds').focus();
  await window.keyboard.press('z');
  await expect(regions).toContainText('WEATHER › THUNDER');
});

test('metadata is edited in the inspector and in the table, found and replaced after a look, and forgotten', async ({
  window,
}) => {
  await indexStarterSounds(window);
  await window.keyboard.press('p');
  await chooseFirst(window);
  const inspector = inspectorOf(window);
  const description = inspector.getByRole('textbox', { name: 'Description' });
  await window.keyboard.press('e');
  await expect(description).toBeFocused();
  await window.keyboard.type('Dark woosh');
  await window.keyboard.press('Escape');
  await expect(description).toHaveValue('');
  await window.keyboard.press('e');
  await window.keyboard.type('Dark woosh');
  await window.keyboard.press('Control+Enter');
  await expect(inspector).toContainText('In the file: nothing');

  await window.getByRole('button', { name: 'Columns and rows' }).click();
  await window.getByRole('menuitem', { name: 'Description' }).click();
  await window.getByRole('menuitem', { name: 'Keywords' }).click();
  await window.keyboard.press('Escape');
  await chooseFirst(window);
  await window.keyboard.press('F2');
  const cell = window.getByRole('grid').getByRole('textbox');
  await expect(cell).toHaveValue('Dark woosh');
  await window.keyboard.type('Dark woosh, close');
  await window.keyboard.press('Tab');
  await expect(cell).toHaveValue('');
  await window.keyboard.type('woosh');
  await window.keyboard.press('Enter');
  await expect(cell).toHaveCount(0);
  await expect(window.locator('#sounds')).toBeFocused();
  await expect(window.getByRole('row', { selected: true })).toContainText('Dark woosh, close');
  await expect(inspector.getByRole('textbox', { name: 'Keywords' })).toHaveValue('woosh');

  await window.keyboard.press('Shift+E');
  const replace = window.getByRole('dialog', { name: 'Find and replace' });
  await window.keyboard.type('(w)oosh');
  await expect(replace.getByRole('status')).toHaveText('Nothing would change.');
  await replace.getByText('Regular expression').click();
  await replace.getByRole('textbox', { name: 'Replace with' }).fill('$1hoosh');
  await expect(replace.getByRole('status')).toHaveText('2 values in 1 sound would change.');
  await expect(replace.getByRole('region', { name: 'Changes' })).toContainText('Dark whoosh, close');
  await replace.getByRole('textbox', { name: 'Replace with' }).press('Enter');
  await expect(replace).toHaveCount(0);
  await expect(description).toHaveValue('Dark whoosh, close');
  await window.keyboard.press('z');
  await expect(description).toHaveValue('Dark woosh, close');

  await window.keyboard.press('Shift+M');
  const staged = window.getByRole('dialog', { name: 'Staged edits' });
  await expect(staged).toContainText('2 edits of 1 sound wait');
  await staged.getByRole('button', { name: 'Forget the edits of ambi_dark_woosh.flac' }).click();
  await expect(staged).toContainText('Nothing is staged.');
  await window.keyboard.press('Escape');
  await expect(description).toHaveValue('');
});

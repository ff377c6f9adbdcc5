/** A day's work without a pointer: every step by key, the focus in sight at each, and Esc one level back. */
import fs from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { level, listenIn, positionSeconds } from './ear.ts';
import { expect, starterSounds, test } from './fixtures.ts';

/** Where the focus is, in words, as a person would see it; what begins with “hidden” nobody sees. */
const focusOnShow = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement) || focused === document.body) return 'hidden: nowhere';
    const name = `${focused.tagName.toLowerCase()}.${focused.className} ${focused.getAttribute('aria-label') ?? focused.textContent?.slice(0, 30) ?? ''}`;
    const box = focused.getBoundingClientRect();
    const isInSight = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    // A control that the kit draws itself keeps its real field, unseen, beside the mark that shows the focus.
    const drawn = focused.closest('label');
    const row = document.getElementById(focused.getAttribute('aria-activedescendant') ?? '');
    const shown = [focused, drawn, row, ...(drawn?.querySelectorAll('*') ?? [])].filter((each) => each !== null);
    const isMarked = shown.some((element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
    });
    const isTyped = focused.matches('input:not([type=checkbox]):not([type=radio]), textarea');
    const isDialogue = focused.getAttribute('role') === 'dialog';
    if (!isInSight && drawn === null) return `hidden: out of sight: ${name}`;
    return isMarked || isTyped || isDialogue ? name : `hidden: unmarked: ${name}`;
  });

async function seesFocus(page: Page): Promise<void> {
  await expect.poll(() => focusOnShow(page)).not.toMatch(/^hidden/u);
}

/** Tab until a control has the focus, which is in sight all the way. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const has = () => target.evaluate((element) => element === document.activeElement);
  for (let step = 0; step < 40 && !(await has()); step += 1) {
    await page.keyboard.press(key);
    await seesFocus(page);
  }
  await expect(target).toBeFocused();
}

test('a whole day without the mouse', async ({ window, engine, page }) => {
  test.slow();
  await listenIn(page);
  await page.addInitScript(() => {
    for (const kind of ['pointerdown', 'mousedown', 'touchstart'])
      addEventListener(kind, () => Object.assign(window, { hadPointer: true }), { capture: true });
  });
  await page.reload();
  const { keyboard } = window;
  const table = window.locator('#sounds');
  const found = window.getByLabel('Sounds found');
  const inspector = window.getByRole('complementary', { name: 'Chosen sound' });
  const chosen = window.getByRole('grid', { name: 'Sounds' }).getByRole('row', { selected: true });
  const dialogue = window.getByRole('dialog');
  /** Out of a dialogue, and of nothing else. */
  const leave = async (): Promise<void> => {
    await keyboard.press('Escape');
    await expect(dialogue).toHaveCount(0);
    await expect(table).toBeFocused();
    await expect(found).toHaveText('3 of 7');
    await seesFocus(window);
  };

  // A folder of two, of which one sound lies in both.
  const library = path.join(engine.folder, 'Library');
  for (const [folder, names] of [
    ['Ambience', ['ambi_dark_woosh.flac', 'ambi_glass_rub.flac', 'ambi_lunar_land.flac', 'loop_3d_printer.flac']],
    ['Animals', ['cow_moo.mp3', 'dog_bark.mp3', 'loop_3d_printer.flac']],
  ] as const) {
    fs.mkdirSync(path.join(library, folder), { recursive: true });
    for (const name of names) fs.copyFileSync(path.join(starterSounds, name), path.join(library, folder, name));
  }
  await keyboard.press('a');
  await seesFocus(window);
  await tabTo(window, dialogue.getByRole('textbox', { name: 'Path' }));
  await keyboard.press('Control+a');
  await keyboard.type(library);
  await keyboard.press('Control+Enter');
  await expect(found).toHaveText('7 of 7', { timeout: 40_000 });
  await expect(window.getByRole('button', { name: 'Jobs', exact: true })).toBeVisible({ timeout: 40_000 });

  // Folder in the tree.
  await keyboard.press('Shift+L');
  await seesFocus(window);
  await keyboard.press('ArrowDown');
  const tree = window.getByRole('treegrid', { name: 'Libraries' });
  await expect(tree.getByRole('row', { name: /^Library/u })).toBeFocused();
  await expect(tree.getByRole('row', { name: /^Library/u })).toHaveAttribute('aria-expanded', 'false');
  await keyboard.press('ArrowRight');
  await expect(tree.getByRole('row', { name: /^Ambience/u })).toBeVisible();
  await keyboard.press('ArrowDown');
  await seesFocus(window);
  await keyboard.press('Enter');
  await expect(found).toHaveText('4 of 7');

  // Search, and audition by arrow.
  await keyboard.press('/');
  await seesFocus(window);
  await keyboard.type('ambi');
  await expect(found).toHaveText('3 of 7');
  await keyboard.press('Enter');
  await expect(table).toBeFocused();
  await keyboard.press('Home');
  await seesFocus(window);
  await expect.poll(() => level(window)).toBeGreaterThan(0.001);
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowDown');
  await expect(chosen).toContainText('lunar');
  await expect.poll(() => level(window)).toBeGreaterThan(0.001);

  // A region by keys, with a label of its own; Esc leaves the region, then nothing else.
  await keyboard.press('p');
  await keyboard.press('Home');
  await keyboard.press('End');
  await expect(chosen).toContainText('lunar');
  await expect(window.locator('.waveform canvas').first()).toBeVisible();
  await expect.poll(() => positionSeconds(window)).toBe(0);
  await keyboard.press('ArrowRight');
  await keyboard.press('[');
  await keyboard.press('ArrowRight');
  await keyboard.press(']');
  await expect(window.getByText('(1.00 s)')).toBeVisible();
  await keyboard.press('c');
  await seesFocus(window);
  await expect(window.getByRole('radio', { name: /^Region/u })).toBeChecked();
  await keyboard.type('thunder');
  await keyboard.press('Enter');
  await expect(window.getByRole('region', { name: 'Labelled regions' })).toContainText('WEATHER › THUNDER');
  await expect(table).toBeFocused();
  await keyboard.press('Escape');
  await expect(window.getByText('(1.00 s)')).toHaveCount(0);
  await expect(found).toHaveText('3 of 7');

  // Accept, choose a category (after thinking better of it once), undo, redo.
  await keyboard.press('Enter');
  await expect(inspector.locator('.label')).toContainText('by hand');
  const accepted = await inspector.locator('.label .category-words').innerText();
  await keyboard.press('c');
  await keyboard.type('wood');
  await leave();
  await expect(inspector.locator('.label .category-words')).toHaveText(accepted);
  await keyboard.press('c');
  await keyboard.type('DOORWood');
  await keyboard.press('Enter');
  await expect(inspector.locator('.label')).toContainText('DOORS › WOOD');
  await keyboard.press('z');
  await expect(inspector.locator('.label .category-words')).toHaveText(accepted);
  await keyboard.press('Shift+Z');
  await expect(inspector.locator('.label')).toContainText('DOORS › WOOD');
  await seesFocus(window);

  // Into a collection that is made on the way.
  await keyboard.press('b');
  await seesFocus(window);
  await keyboard.type('Storm');
  await expect(window.getByRole('option', { name: 'New collection “Storm”' })).toBeVisible();
  await keyboard.press('Enter');
  await expect(inspector).toContainText('Storm');
  await expect(table).toBeFocused();

  // To the session.
  const session = path.join(engine.folder, 'session');
  fs.mkdirSync(session);
  await keyboard.press('s');
  await expect(window.getByRole('dialog', { name: 'Send to the session' })).toBeVisible();
  await seesFocus(window);
  await leave();
  await keyboard.press('s');
  await expect(window.getByRole('dialog', { name: 'Send to the session' }).getByLabel('Folder')).toBeFocused();
  await keyboard.type(session);
  await keyboard.press('Enter');
  await expect(window.getByText(/^Sent .* to session\.$/u)).toBeVisible();
  expect(fs.readdirSync(session)).toHaveLength(1);

  // Sounds like it, and back to the search.
  await expect(table).toBeFocused();
  await keyboard.press('y');
  await expect(window.getByRole('region', { name: 'Similar sounds' })).toBeVisible();
  await keyboard.press('ArrowDown');
  await seesFocus(window);
  await keyboard.press('Escape');
  await expect(window.getByRole('region', { name: 'Similar sounds' })).toHaveCount(0);
  await expect(found).toHaveText('3 of 7');

  // A description, changed by find and replace.
  await keyboard.press('e');
  await seesFocus(window);
  await keyboard.type('Thunder far away');
  await keyboard.press('Control+Enter');
  await expect(inspector).toContainText('In the file: nothing');
  await expect(table).toBeFocused();
  await keyboard.press('Shift+E');
  const replace = window.getByRole('dialog', { name: 'Find and replace' });
  await expect(replace).toBeVisible();
  await seesFocus(window);
  await keyboard.type('far');
  await tabTo(window, replace.getByRole('textbox', { name: 'Replace with' }));
  await keyboard.type('near');
  await expect(replace.getByRole('status')).toHaveText('1 value in 1 sound would change.');
  await keyboard.press('Enter');
  await expect(replace).toHaveCount(0);
  await expect(inspector.getByRole('textbox', { name: 'Description' })).toHaveValue('Thunder near away');

  // Duplicates: found, one group decided.
  await expect(table).toBeFocused();
  await keyboard.press('Shift+D');
  const review = window.getByRole('dialog', { name: 'Duplicates' });
  await expect(review).toBeVisible();
  await seesFocus(window);
  await tabTo(window, review.getByRole('button', { name: 'Find duplicates' }));
  await keyboard.press('Enter');
  await expect(review.getByText('Group 1 of 1 · 0 of 1 decided')).toBeVisible({ timeout: 30_000 });
  await expect(review.getByRole('listbox')).toBeFocused();
  await seesFocus(window);
  await keyboard.press('k');
  await expect(review.getByText('1 of 1 decided')).toBeVisible();
  await leave();

  // By the palette, the settings, the list of keys.
  await keyboard.press('Control+k');
  await seesFocus(window);
  await keyboard.type('loop');
  await keyboard.press('Enter');
  await expect(window.getByRole('button', { name: 'Loop' })).toHaveAttribute('aria-pressed', 'true');
  await expect(table).toBeFocused();
  await keyboard.press('Control+,');
  const settings = window.getByRole('dialog', { name: 'Settings' });
  await expect(settings).toBeVisible();
  await seesFocus(window);
  await tabTo(window, settings.getByRole('tab', { name: 'Look' }));
  await tabTo(window, settings.getByRole('radio', { name: 'System' }));
  await keyboard.press('ArrowRight');
  await keyboard.press('ArrowRight');
  await seesFocus(window);
  await expect(window.locator('html')).toHaveAttribute('data-theme', 'light');
  await leave();
  await keyboard.press('?');
  await expect(window.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await leave();

  // Out of the search, then out of the folder, one level at a time.
  await keyboard.press('Escape');
  await expect(found).toHaveText('4 of 7');
  await keyboard.press('Escape');
  await expect(found).toHaveText('7 of 7');
  await seesFocus(window);
  expect(await window.evaluate(() => 'hadPointer' in window)).toBe(false);
});

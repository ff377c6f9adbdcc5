import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, indexStarterSounds, test } from './fixtures.ts';

/** Where the pictures of every screen go, to be looked at. */
const pictures = process.env.SONOTHEQUE_SCREENSHOTS ?? path.join(os.tmpdir(), 'sonotheque-screens');

/** Twice the pictures take twice the time; whoever looks at them asks for it. */
const ALSO_LARGE = process.env.SONOTHEQUE_SCREENSHOTS !== undefined;

async function lookAt(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await picture(page, name);
  if (!ALSO_LARGE) return;
  await page.setViewportSize({ width: 2560, height: 1440 });
  await picture(page, `${name}-2560`);
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** As WebP, which Playwright's own screenshots are not: a tenth of the size, and these are kept in docs/. */
async function picture(page: Page, name: string): Promise<void> {
  // What Playwright waits for, too: nothing is drawn in a font that is still to come.
  await page.evaluate(() => document.fonts.ready);
  const line = await page.context().newCDPSession(page);
  const { data } = await line.send('Page.captureScreenshot', { format: 'webp', quality: 80 });
  await line.detach();
  fs.writeFileSync(path.join(pictures, `${name}.webp`), Buffer.from(data, 'base64'));
}

for (const colorScheme of ['dark', 'light'] as const) {
  test(`every screen is accessible in the ${colorScheme} theme`, async ({ window: page }) => {
    // Twenty screens, each looked through by axe: minutes on a busy machine.
    test.setTimeout(400_000);
    fs.mkdirSync(pictures, { recursive: true });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const look = (name: string): Promise<void> => lookAt(page, `${colorScheme}-${name}`);

    await expect(page.getByRole('heading', { name: 'Sonotheque' })).toBeVisible();
    await look('first-run');
    await page.keyboard.press('a');
    await expect(page.getByRole('listbox', { name: 'Folders' })).toBeVisible();
    await look('add-folder');
    await page.keyboard.press('Escape');
    await indexStarterSounds(page);
    await look('browser');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(page.locator('.waveform canvas').first()).toBeVisible();
    await look('chosen');
    await page.keyboard.press('p');
    const wave = await page.locator('.waveform').boundingBox();
    await page.mouse.move((wave?.x ?? 0) + 200, (wave?.y ?? 0) + 30);
    await page.mouse.down();
    await page.mouse.move((wave?.x ?? 0) + 420, (wave?.y ?? 0) + 34, { steps: 6 });
    await page.mouse.up();
    await expect(page.getByRole('button', { name: 'Leave the region' })).toBeVisible();
    await look('region');
    await page.locator('#sounds').focus();
    await page.keyboard.press('c');
    await expect(page.getByRole('radio', { name: /^Region/u })).toBeChecked();
    await look('category-of-region');
    await page.getByRole('combobox', { name: 'Categories' }).fill('thunder');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Labelled regions' })).toBeVisible();
    await look('labelled-region');
    await page.locator('#sounds').focus();
    await page.keyboard.press('Shift+I');
    await page.keyboard.type('Swell');
    await page.keyboard.press('Enter');
    await page.getByRole('slider', { name: 'Frames' }).focus();
    await expect(page.locator('.strip-hint')).toBeVisible();
    await look('frames');
    await page.locator('#sounds').focus();
    await page.keyboard.press('Shift+Y');
    await expect(page.getByLabel('Sounds found')).toHaveText('13 of 14');
    await page.keyboard.press('ArrowDown');
    await expect(page.locator('.match-mark')).toBeVisible();
    await look('similar');
    await page.keyboard.press('Escape');
    await expect(page.getByLabel('Sounds found')).toHaveText('14 of 14');
    await page.keyboard.press('Shift+D');
    await expect(page.getByText('No duplicates are known.')).toBeVisible();
    await look('duplicates');
    await page.keyboard.press('Escape');
    await page.keyboard.press('d');
    await expect(page.getByText(/decisions left/u)).toBeVisible();
    await expect(page.locator('.waveform canvas').first()).toBeVisible();
    await look('review');
    await page.keyboard.press('b');
    await expect(page.getByText('Too few audited decisions to promise 95 %.')).toBeVisible();
    await look('bulk');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(page.locator('#sounds')).toBeFocused();
    await page.keyboard.press('g');
    await expect(page.getByRole('dialog', { name: 'How sounds are heard' })).toBeVisible();
    await look('options');
    await page.keyboard.press('Escape');
    await page.locator('#sounds').focus();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(page.getByText('3 of 14 selected')).toBeVisible();
    await look('several');
    await page.keyboard.press('e');
    await page.keyboard.type('A woosh');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('button', { name: /staged$/u })).toBeVisible();
    await page.keyboard.press('Shift+E');
    await page.keyboard.type('woosh');
    await expect(page.getByText('3 values in 3 sounds would change.')).toBeVisible();
    await look('replace');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+M');
    await expect(page.getByText('3 edits of 3 sounds wait to be written into the files.')).toBeVisible();
    await look('staged');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+J');
    await look('import-labels');
    await page.locator('input[type=file]').setInputFiles({
      name: 'labels.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        'path,category,cat_id,remark\nperc_bell.flac,BELLS,,\ndog_bark.mp3,,ANMLDog,\ncow_moo.mp3,,COWWW,\nperc_door.flac,DOORS,WINDGust,\ngone.wav,WATER,,\n',
      ),
    });
    await expect(page.getByRole('region', { name: 'Lines' }).getByRole('listitem')).toHaveCount(5);
    await look('import-labels-plan');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+G');
    await expect(page.getByText('753 in 82 categories')).toBeVisible();
    await look('settings-ucs');
    await page.getByRole('button', { name: 'Use another list…' }).click();
    await look('ucs-list');
    await page.locator('input[type=file]').setInputFiles({
      name: 'UCS v8.3.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        'Category,SubCategory,CatID\nANIMALS,DOG,ANMLHund\nDOORS,WOOD,DOORWood\nSPACECRAFT,THRUSTER,SPACThru\n,,\nX,Y,Z Z\n',
      ),
    });
    await expect(page.getByRole('region', { name: 'Changes' })).toBeVisible();
    await look('ucs-list-plan');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+H');
    await expect(page.getByRole('button', { name: /^Undo to here/u }).first()).toBeVisible();
    await look('history');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+F10');
    await expect(page.getByRole('menu')).toBeVisible();
    await look('menu');
    await page.keyboard.press('Escape');
    await page.locator('#sounds').focus();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Columns and rows' }).click();
    await expect(page.getByRole('menuitem', { name: 'Folder' })).toBeVisible();
    await look('columns');
    await page.keyboard.press('Escape');
    await page.locator('#sounds').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText('by hand')).toBeVisible();
    await look('labelled');
    await page.keyboard.press('c');
    await page.getByRole('combobox', { name: 'Categories' }).fill('thunder');
    await look('category');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Commands' })).toBeFocused();
    await look('palette');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await look('keys');
    await page.keyboard.press('Escape');
    await page.locator('#sounds').focus();
    await page.keyboard.press('s');
    await page.getByRole('switch', { name: 'Insert into Reaper' }).focus();
    await page.keyboard.press('Space');
    await expect(page.getByRole('region', { name: 'Setting up Reaper' })).toBeVisible();
    await look('send');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Shift+S');
    await expect(page.getByText('Nothing was sent yet.')).toBeVisible();
    await look('send-log');
    await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    await expect(page.getByRole('region', { name: 'Licences' }).getByRole('listitem').first()).toBeVisible();
    await look('about');
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await expect(page.getByRole('region', { name: 'Jobs' })).toBeVisible();
    await look('jobs');
    await page.keyboard.press('Escape');
    await page.keyboard.press('F8');
    await expect(page.getByRole('heading', { name: 'Datasets' })).toBeVisible();
    await look('training');
    await page.locator('.lab').press('v');
    await expect(page.getByText('Encoder in use', { exact: true })).toBeVisible();
    await look('training-versions');
    await page.keyboard.press('F9');
    await expect(page.getByRole('button', { name: 'Evaluate', exact: true })).toBeVisible();
    await look('evaluation');
    await page.keyboard.press('F7');
    await expect(page.getByRole('button', { name: /^Make a map/u })).toBeVisible();
    await look('map');
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type('door (rain');
    await expect(page.getByRole('alert')).toBeVisible();
    await look('mistake');
    await page.getByRole('searchbox', { name: 'Search sounds' }).fill('xylophone');
    await expect(page.getByText('No sound matches this search.')).toBeVisible();
    await look('no-match');
    await page.getByRole('searchbox', { name: 'Search sounds' }).fill('cat:');
    await expect(page.getByRole('listbox', { name: 'What could stand here' })).toBeVisible();
    await look('completion');
    await page.getByRole('searchbox', { name: 'Search sounds' }).fill('');
    await page
      .getByRole('treegrid', { name: 'Categories' })
      .getByRole('row', { name: /^ANIMALS/u })
      .click();
    await page.getByRole('checkbox', { name: /^MP3/u }).click();
    await expect(page.getByRole('row', { name: /^Format: MP3/u })).toBeVisible();
    await look('narrowed');
    await page.keyboard.press('Control+d');
    await expect(page.getByRole('dialog', { name: 'Save this search' })).toBeVisible();
    await look('save-search');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'New collection' }).click();
    await expect(page.getByRole('dialog', { name: 'New collection' })).toBeVisible();
    await look('new-collection');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Clear all' }).click();
    await page.getByRole('button', { name: /^Remove/u }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look('remove');
  });

  test(`every page of the settings is accessible in the ${colorScheme} theme`, async ({ window: page }) => {
    test.slow();
    fs.mkdirSync(pictures, { recursive: true });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await indexStarterSounds(page);
    await page.keyboard.press('Control+,');
    for (const part of ['Look', 'Keys', 'Folders', 'Catalogue', 'You', 'Listening']) {
      await page.getByRole('tab', { name: part }).click();
      if (part === 'Catalogue') {
        await page.getByRole('button', { name: 'Back up now' }).click();
        await expect(page.getByRole('button', { name: /^Restore the backup/u }).first()).toBeVisible();
      }
      if (part === 'Listening') {
        await page.getByRole('button', { name: 'Measure this machine' }).click();
        const findings = page.getByRole('list', { name: 'Findings' }).getByRole('listitem');
        await expect(findings.nth(2)).toBeVisible({ timeout: 90_000 });
        await expect(page.getByText('passed its self-check', { exact: false })).toBeVisible();
        const ways = page.getByRole('list', { name: 'Ways to run the encoder' });
        await expect(ways).toContainText('in use', { timeout: 90_000 });
        await expect(ways).toContainText('blocks a second');
      }
      await lookAt(page, `${colorScheme}-settings-${part.toLowerCase()}`);
    }
  });
}

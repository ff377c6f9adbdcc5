/** The training lab in every state, on an engine that only remembers: nothing labelled, many libraries, runs that go on and fail, versions. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { type FakeHost, startFakeHost } from '../fake/fake-host.ts';
import { expect, expectAccessible } from './fixtures.ts';

const pictures = process.env.SONOTHEQUE_SCREENSHOTS ?? path.join(os.tmpdir(), 'sonotheque-screens');
const ALSO_LARGE = process.env.SONOTHEQUE_SCREENSHOTS !== undefined;

const test = base.extend<{ readonly full: FakeHost; readonly empty: FakeHost }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here
  full: async ({}, use) => {
    const host = await startFakeHost(1_000, 'full');
    await use(host);
    await host.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here
  empty: async ({}, use) => {
    const host = await startFakeHost(1_000, 'empty');
    await use(host);
    await host.close();
  },
});

async function open(page: Page, host: FakeHost): Promise<void> {
  fs.mkdirSync(pictures, { recursive: true });
  await page.goto(host.address);
  await expect(page.getByLabel('Sounds found')).toHaveText('1,000 of 1,000');
  await page.keyboard.press('F8');
  await expect(page.getByRole('main', { name: 'New run' })).toBeVisible();
}

async function look(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await page.screenshot({ path: path.join(pictures, `${name}.png`) });
  if (!ALSO_LARGE) return;
  await page.setViewportSize({ width: 2560, height: 1440 });
  await page.screenshot({ path: path.join(pictures, `${name}-2560.png`) });
  await page.setViewportSize({ width: 1280, height: 800 });
}

for (const colorScheme of ['dark', 'light'] as const) {
  test(`the training lab is accessible in every state in the ${colorScheme} theme`, async ({ page, full }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await open(page, full);
    await expect(page.getByRole('list', { name: 'Libraries with labels' }).getByRole('listitem')).toHaveCount(40);
    await look(page, `${colorScheme}-training-new`);
    await page.getByRole('checkbox', { name: /Doors and gates/u }).check();
    await page.getByRole('checkbox', { name: /Weather of the north/u }).check();
    await page.getByText('Paper', { exact: true }).click();
    await expect(page.getByRole('button', { name: 'Weather of the north earlier' })).toBeVisible();
    await page.locator('#sounds, .lab').first().focus();
    await page.keyboard.press('e');
    await expect(page.getByText('This will take about 11.4 hours here.', { exact: false })).toBeVisible();
    await look(page, `${colorScheme}-training-estimate`);
    for (const title of ['Loss', 'Across datasets', 'Optimiser and length'])
      await page.locator('summary', { hasText: title }).click();
    await page.getByRole('textbox', { name: 'Learning rate' }).fill('3');
    await expect(page.getByText('At most 1.')).toBeVisible();
    await page.getByRole('combobox', { name: 'Loss' }).selectOption('Cross-entropy with a metric loss');
    await page.getByRole('textbox', { name: 'Learning rate' }).scrollIntoViewIfNeeded();
    await look(page, `${colorScheme}-training-details`);
    await page.getByRole('button', { name: 'Paste…' }).click();
    await page
      .getByRole('textbox', { name: /^JSON/u })
      .fill('{"datasets": [], "epoch": 3, "loss": {"name": "arcfaze"}}');
    await page.getByRole('button', { name: 'Take it' }).click();
    await expect(page.getByRole('list', { name: 'Mistakes' }).getByRole('listitem')).toHaveCount(3);
    await look(page, `${colorScheme}-training-paste`);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Take a list of labels…' }).click();
    await page.getByRole('button', { name: 'Take it' }).click();
    await expect(page.getByText('The whole path of the file is needed.')).toBeVisible();
    await look(page, `${colorScheme}-training-list`);
    await page.keyboard.press('Escape');

    await page.locator('.lab').focus();
    await page.keyboard.press('r');
    await expect(page.getByText('1.2 % of the time')).toBeVisible();
    await look(page, `${colorScheme}-training-run`);
    await page.getByRole('row', { name: 'adapter on 4 datasets, joint' }).click();
    await expect(page.getByRole('button', { name: 'Show the model version' })).toBeVisible();
    await page.getByText('Numbers of “Macro-F1 of validation frames”').click();
    await expect(page.getByRole('table', { name: 'Macro-F1 of validation frames' })).toContainText('Doors and gates');
    await look(page, `${colorScheme}-training-run-done`);
    await page.getByRole('row', { name: 'Everything at a tenth' }).click();
    await expect(page.getByRole('alert')).toContainText('its loss is no longer a number');
    await look(page, `${colorScheme}-training-run-failed`);

    await page.keyboard.press('v');
    await expect(page.getByRole('heading', { name: 'aiSFX' })).toBeVisible();
    await look(page, `${colorScheme}-training-versions`);
    await page.getByRole('row', { name: 'Adapter on 4 datasets' }).click();
    await expect(page.getByText('made from those that are there', { exact: false })).toBeVisible();
    await look(page, `${colorScheme}-training-version`);
    await page.keyboard.press('b');
    await expect(page.getByRole('dialog', { name: 'Activate Adapter on 4 datasets?' })).toBeVisible();
    await look(page, `${colorScheme}-training-activate`);
    await page.keyboard.press('Escape');
    await page.getByRole('row', { name: 'Last blocks, northern weather' }).click();
    await expect(page.getByRole('region', { name: 'Activation' })).toContainText('31,000 of 100,000');
    await look(page, `${colorScheme}-training-activation`);
  });
}

test('where nothing is labelled it says what to do first', async ({ page, empty }) => {
  await open(page, empty);
  await expect(page.getByText('Nothing is labelled yet: label some sounds, or take a list.')).toBeVisible();
  await look(page, 'dark-training-empty');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Choose at least one dataset.')).toBeVisible();
  await page.locator('.lab').focus();
  await page.keyboard.press('r');
  await expect(page.getByText('No run yet.')).toBeVisible();
  await look(page, 'dark-training-no-run');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid', { name: 'Sounds' })).toBeVisible();
});

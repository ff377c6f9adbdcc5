/** What strains a layout: little room, much zoom, names of any length and direction, a drive that is away. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { type FakeHost, startFakeHost } from '../fake/fake-host.ts';
import { expect, expectAccessible } from './fixtures.ts';

const pictures = process.env.SONOTHEQUE_SCREENSHOTS ?? path.join(os.tmpdir(), 'sonotheque-screens');

const test = base.extend<{ readonly host: FakeHost }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here
  host: async ({}, use) => {
    const host = await startFakeHost(100_000);
    await use(host);
    await host.close();
  },
});

async function open(page: Page, host: FakeHost): Promise<void> {
  fs.mkdirSync(pictures, { recursive: true });
  await page.goto(host.address);
  await expect(page.getByLabel('Sounds found')).toHaveText('100,000 of 100,000');
  await page.locator('#sounds').focus();
  await page.keyboard.press('p');
  for (let row = 0; row < 6; row += 1) await page.keyboard.press('ArrowDown');
  await expect(page.locator('.waveform canvas').first()).toBeVisible();
}

const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

test('long names and names from the right keep their place, and a drive that is away says so', async ({
  page,
  host,
}) => {
  await open(page, host);
  await expect(page.getByText('not connected')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Index A drive/u })).toBeDisabled();
  expect(await sideways(page)).toBe(0);
  await expectAccessible(page);
  await page.screenshot({ path: path.join(pictures, 'strain-names.png') });
});

for (const [name, viewport] of [
  ['640', { width: 640, height: 900 }],
  ['zoom-200', { width: 640, height: 400 }],
] as const) {
  test(`everything can be reached at ${name}`, async ({ page, host }) => {
    await page.setViewportSize(viewport);
    await open(page, host);
    expect(await sideways(page)).toBe(0);
    await expectAccessible(page);
    await page.screenshot({ path: path.join(pictures, `strain-${name}.png`) });
    await page.keyboard.press('Control+,');
    await page.getByRole('tab', { name: 'Keys' }).click();
    await expect(page.getByRole('button', { name: /^Loop:/u })).toBeVisible();
    await page.screenshot({ path: path.join(pictures, `strain-${name}-settings.png`) });
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.getByRole('slider', { name: 'Gain' }).focus();
    await expect(page.getByRole('slider', { name: 'Gain' })).toBeFocused();
    await page.screenshot({ path: path.join(pictures, `strain-${name}-options.png`) });
  });
}

test('an action on a hundred thousand selected rows leaves the window free', async ({ page, host }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, host);
  await page.evaluate(() => {
    const longest = { milliseconds: 0 };
    Object.assign(window, { longest });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest.milliseconds = Math.max(longest.milliseconds, duration);
    }).observe({ type: 'longtask' });
  });
  await page.keyboard.press('Control+a');
  await expect(page.getByText('All 100,000 of these selected')).toBeVisible();
  await page.keyboard.press('Control+c');
  await expect(page.getByText('Copied 100,000 paths.')).toBeVisible({ timeout: 40_000 });
  const longest = await page.evaluate(
    () => (window as unknown as { readonly longest: { readonly milliseconds: number } }).longest.milliseconds,
  );
  console.log(`longest task while copying 100,000 paths: ${Math.round(longest)} ms`);
  // Wall time on whatever else the machine does; a quiet one stays far below.
  expect(longest).toBeLessThan(1_000);
  await page.keyboard.press('c');
  await page.getByRole('combobox', { name: 'Categories' }).fill('thunder');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Labelled 100,000 sounds THUN.')).toBeVisible();
});

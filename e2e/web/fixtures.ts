import fs from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { ServedEngine } from './served-engine.ts';

type Fixtures = {
  readonly engine: ServedEngine;
  /** The window of an engine with a new catalogue. */
  readonly window: Page;
  /** What the browser may complain of in this test. */
  readonly expectedComplaints: RegExp | null;
};

/** Fails a test in whose window anything was complained of: errors, or what the content policy refused. */
async function withoutComplaints(page: Page, expected: RegExp | null, use: () => Promise<void>): Promise<void> {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await use();
  expect(complaints.filter((text) => expected === null || !expected.test(text))).toEqual([]);
}

export const test = base.extend<Fixtures>({
  expectedComplaints: [null, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here
  engine: async ({}, use) => {
    const engine = new ServedEngine();
    await use(engine);
    await engine.close();
  },
  window: async ({ engine, page, expectedComplaints }, use) => {
    await withoutComplaints(page, expectedComplaints, async () => {
      await page.goto(await engine.start());
      await use(page);
    });
  },
});

/** Fails on whatever axe finds against WCAG A and AA. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(
    violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ html }) => html.slice(0, 160)) })),
  ).toEqual([]);
}

/** From the first run to the sounds that come along, all listened to. */
export async function indexStarterSounds(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try it with the sounds that come along' }).click();
  await expect(page.getByLabel('Sounds found')).toHaveText('14 of 14', { timeout: 40_000 });
  await expect(page.getByRole('button', { name: 'Jobs', exact: true })).toBeVisible({ timeout: 40_000 });
}

/** The folder of the CC0 sounds that come along. */
export const starterSounds = path.join(import.meta.dirname, '..', 'starter-sounds');

/** A folder with copies of the starter sounds: enough work to be stopped in the middle. */
export function starterCopies(folder: string, copies: number): string {
  const target = path.join(folder, 'many');
  fs.mkdirSync(target);
  for (const name of fs.readdirSync(starterSounds).filter((file) => !file.endsWith('.txt'))) {
    for (let copy = 0; copy < copies; copy += 1) {
      fs.copyFileSync(path.join(starterSounds, name), path.join(target, `${copy}_${name}`));
    }
  }
  return target;
}

/** Through the dialogue, as in a browser. */
export async function addFolder(page: Page, folder: string): Promise<void> {
  await page.keyboard.press('a');
  await page.getByRole('textbox', { name: 'Path' }).fill(folder);
  await page.keyboard.press('Control+Enter');
}

/** Shows one sound of those that come along, without playing it. */
export async function chooseSound(page: Page, name: string): Promise<void> {
  // After a sort, rows may still be on their way to their places: then another lies below the pointer.
  await expect(async () => {
    await page.getByRole('row', { name }).click();
    await expect(page.locator('.player-name')).toContainText(name, { timeout: 3_000 });
  }).toPass();
  await expect(page.locator('.waveform canvas').first()).toBeVisible();
}

export { expect };

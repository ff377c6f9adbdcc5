/**
 * The first page in Electron itself, where its runtime is there: over the real window, ports and scheme. SONOTHEQUE_PROGRAM
 * names an installed program to try instead of what was built here.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { electronRuntime } from '../../src-main/hosts/electron/runtime.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const installed = process.env.SONOTHEQUE_PROGRAM ?? null;
const runtime = installed ?? electronRuntime();
test.skip(runtime === null, 'There is no Electron runtime on this machine; the web host’s test covers the same page.');

let folder: string;
let app: ElectronApplication;
let page: Page;
test.beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sonotheque-app-'));
  const asRoot = process.getuid?.() === 0;
  app = await _electron.launch({
    ...(runtime !== null && { executablePath: runtime }),
    args: [
      ...(installed === null ? [path.join(root, 'dist', 'electron-main.mjs')] : []),
      '--catalogue',
      path.join(folder, 'try.sonotheque'),
      ...(asRoot ? ['--no-sandbox'] : []),
    ],
    env: { ...(process.env as { [name: string]: string }), XDG_CONFIG_HOME: path.join(folder, 'config') },
  });
  page = await app.firstWindow();
});
test.afterEach(async () => {
  await app?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

test('adds the sounds that come along, shows what they are, and plays one', async () => {
  expect(page.url()).toBe('sonotheque://app/index.html');
  await expect(page.getByRole('button', { name: 'Add a folder' })).toBeVisible();
  await page.getByRole('button', { name: 'Try it with the sounds that come along' }).click();
  const bark = page.getByRole('row', { name: /dog_bark/ });
  await expect(bark).toContainText(/animals/i, { timeout: 90_000 });
  await bark.click();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: /^pause/i })).toBeVisible();
});

test('has a page that can reach neither Node nor the net', async () => {
  const reach = await page.evaluate(async () => ({
    node: 'require' in globalThis || 'process' in globalThis,
    net: await fetch('https://example.org/').then(
      () => true,
      () => false,
    ),
    window: globalThis.open('https://example.org/') !== null,
  }));
  expect(reach).toEqual({ node: false, net: false, window: false });
});

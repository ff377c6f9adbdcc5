/** Copies of the sounds that come along, cut and in another format, and deciding about them by keyboard. */
import fs from 'node:fs';
import path from 'node:path';
import { addFolder, expect, expectAccessible, indexStarterSounds, test } from './fixtures.ts';

test('duplicates are found, heard and decided about', async ({ window, engine }) => {
  test.slow();
  await indexStarterSounds(window);
  const folder = path.join(engine.folder, 'Copies');
  fs.mkdirSync(folder);
  // The engine renders parts as WAV: a trimmed copy, and one that only differs in how it is stored.
  const rendered = await window.evaluate(async () => {
    const parts: Record<string, string> = {};
    const read = async (address: string): Promise<string> => {
      const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
      return bytes.reduce((text, byte) => text + String.fromCharCode(byte), '');
    };
    for (let id = 1; id <= 14; id += 1) {
      const about = await fetch(`/render/${id}?from=0&to=0.1`);
      const name = decodeURIComponent(about.headers.get('content-disposition') ?? '');
      if (name.includes('loop_3d')) parts['printer_cut.wav'] = btoa(await read(`/render/${id}?from=0.4&to=7.9`));
      if (name.includes('perc_bell')) parts['bell.wav'] = btoa(await read(`/render/${id}?from=0&to=60&depth=24`));
    }
    return parts;
  });
  for (const [name, text] of Object.entries(rendered))
    fs.writeFileSync(path.join(folder, name), Buffer.from(text, 'base64'));
  expect(fs.readdirSync(folder)).toHaveLength(2);
  await addFolder(window, folder);
  await expect(window.getByLabel('Sounds found')).toHaveText('16 of 16', { timeout: 40_000 });

  await window.keyboard.press('Shift+D');
  const review = window.getByRole('dialog', { name: 'Duplicates' });
  await expect(review.getByText('No duplicates are known.')).toBeVisible();
  await review.getByRole('button', { name: 'Find duplicates' }).click();
  await expect(review.getByText('Group 1 of 2 · 0 of 2 decided')).toBeVisible({ timeout: 30_000 });
  for (const colorScheme of ['light', 'dark'] as const) {
    // Without the fading of colours, in the middle of which nothing would be readable.
    await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectAccessible(window);
  }
  const members = review.getByRole('option');
  const words = [await members.nth(1).innerText()];
  await window.keyboard.press('ArrowRight');
  await expect(review.getByText('Group 2 of 2')).toBeVisible();
  words.push(await members.nth(1).innerText());
  expect(words.join('\n')).toMatch(/trimmed by 0\.4 s at the start|longer by 0\.4 s at the start/u);
  expect(words.join('\n')).toMatch(/(FLAC|WAV).* instead of (FLAC|WAV)/u);
  await window.keyboard.press('Space');
  await expect(window.locator('.play-button')).toHaveAttribute('aria-pressed', 'true');
  await window.keyboard.press('Space');
  await window.keyboard.press('k');
  await expect(review.getByText('Group 1 of 2 · 1 of 2 decided')).toBeVisible();
  await window.keyboard.press('d');
  await expect(review.getByText('2 of 2 decided')).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(review).toHaveCount(0);
  expect(fs.readdirSync(folder)).toHaveLength(2);
});

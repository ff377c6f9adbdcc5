/** What the player does with a sound, on sounds made for it. */
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { waveFile } from '../wave-file.ts';
import { addFolder, chooseSound, expect, indexStarterSounds, test } from './fixtures.ts';

const RATE_HZ = 44_100;

/** A tone where `sounds` says so, digital silence elsewhere. */
const wave = (seconds: number, sounds: (at: number) => boolean): Buffer =>
  waveFile(
    RATE_HZ,
    Int16Array.from({ length: seconds * RATE_HZ }, (_, at) =>
      sounds(at / RATE_HZ) ? 8_000 * Math.sin((at * 440 * 2 * Math.PI) / RATE_HZ) : 0,
    ),
  );

const secondsOf = async (window: Page): Promise<number> => {
  const [minutes = '0', seconds = '0'] = (await window.getByRole('timer', { name: 'Position' }).innerText()).split(':');
  return Number(minutes) * 60 + Number(seconds);
};

test('silence is passed over where a person wants it', async ({ window, engine }) => {
  const folder = path.join(engine.folder, 'Made');
  fs.mkdirSync(folder);
  fs.writeFileSync(
    path.join(folder, 'gap.wav'),
    wave(62, (at) => at < 1 || at >= 61),
  );
  await addFolder(window, folder);
  await expect(window.getByLabel('Sounds found')).toHaveText('1 of 1', { timeout: 40_000 });
  await window.keyboard.press('p');
  await chooseSound(window, 'gap');
  await window.getByRole('button', { name: 'Skip silence' }).click();
  await window.locator('#sounds').focus();
  await window.keyboard.press('Space');
  // A minute of nothing would take a minute.
  await expect.poll(() => secondsOf(window), { timeout: 30_000 }).toBeGreaterThan(60);
});

test('the wheel zooms around the pointer: what is pointed at stays where it is', async ({ window }) => {
  await indexStarterSounds(window);
  await window.keyboard.press('p');
  await chooseSound(window, 'loop_3d_printer');
  const waveform = window.locator('.waveform');
  const box = await waveform.boundingBox();
  const at = { x: (box?.width ?? 0) * 0.7, y: 30 };
  /** Which place of the sound lies there, 0 to 1, and how much wider than what is in sight the whole sound is. */
  const pointed = () =>
    waveform.locator('> div').evaluate((host, x) => {
      const scroll = host.shadowRoot?.querySelector('.scroll');
      const { scrollLeft = 0, scrollWidth = 0, clientWidth = 1 } = scroll ?? {};
      return { place: (scrollLeft + x) / scrollWidth, zoom: scrollWidth / clientWidth };
    }, at.x);
  const before = await pointed();
  expect(before.zoom).toBeCloseTo(1, 1);
  await waveform.hover({ position: at });
  await window.mouse.wheel(0, -900);
  await expect.poll(async () => (await pointed()).zoom).toBeGreaterThan(4);
  expect((await pointed()).place).toBeCloseTo(before.place, 2);
});

/** The engine's process is killed while a window is in the middle of its work. */
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { level, listenIn, positionSeconds } from './ear.ts';
import { addFolder, chooseSound, expect, indexStarterSounds, test } from './fixtures.ts';
import { ServedEngine } from './served-engine.ts';
import { toneWave } from './tone-wave.ts';

test.use({ expectedComplaints: /WebSocket|ERR_|Failed to load resource/u });

/** Seconds of listening, so that a kill comes in the middle. */
const TONES = 40;

const found = (page: Page) => page.getByLabel('Sounds found');
const inspectorOf = (page: Page) => page.getByRole('complementary', { name: 'Chosen sound' });

test('a window goes on when the engine it was attached to is killed: heard, typed and decided as if nothing was', async ({
  window,
  engine,
  page,
}) => {
  await indexStarterSounds(window);
  const attached = new ServedEngine(engine.folder);
  try {
    await listenIn(page);
    await page.goto(await attached.start());
    await expect(found(window)).toHaveText('14 of 14');
    await window.getByRole('searchbox', { name: 'Search sounds' }).fill('loop');
    await expect(found(window)).toHaveText('1 of 14');
    await window.locator('#sounds').focus();
    await window.keyboard.press('l');
    await window.keyboard.press('Home');
    await expect.poll(() => level(window)).toBeGreaterThan(0.001);

    await engine.kill();
    // Decided and typed while the engine is away: nothing of it is lost, nothing is done twice.
    await window.keyboard.press('1');
    await window.getByRole('searchbox', { name: 'Search sounds' }).fill('ambi glass');
    await expect(found(window)).toHaveText('1 of 14', { timeout: 30_000 });
    await expect(window.getByRole('row', { name: /ambi_glass_rub/u })).toBeVisible({ timeout: 30_000 });
    await expect(window.getByRole('searchbox', { name: 'Search sounds' })).toHaveValue('ambi glass');
    const place = await positionSeconds(window);
    await expect.poll(() => positionSeconds(window)).not.toBe(place);
    await expect.poll(() => level(window)).toBeGreaterThan(0.001);

    await window.getByRole('searchbox', { name: 'Search sounds' }).fill('loop');
    await expect(window.getByRole('row', { name: /loop_3d_printer/u })).toBeVisible();
    await expect(inspectorOf(window)).toContainText('by hand', { timeout: 30_000 });
    await window.locator('#sounds').focus();
    await window.keyboard.press('Shift+H');
    await expect(window.getByRole('dialog', { name: 'History' }).getByRole('listitem')).toHaveCount(1);
    await window.keyboard.press('Escape');
    await window.keyboard.press('ArrowDown');
    await expect(window.locator('.notice-failure')).toHaveCount(0);
    await expect(window.locator('.connection')).toBeEmpty();
  } finally {
    await attached.end();
  }
});

test('an engine that stays away is told of calmly, and what was typed stays', async ({ window, engine }) => {
  await indexStarterSounds(window);
  await window.keyboard.press('p');
  await chooseSound(window, 'cow_moo');
  await engine.kill();
  await window.getByRole('searchbox', { name: 'Search sounds' }).fill('dog bark');
  await expect(window.getByText('The engine is starting again…')).toBeVisible();
  await window.getByRole('textbox', { name: 'Note' }).fill('Before the storm');
  await expect(window.getByText('start Sonotheque again and open the address that it prints')).toBeVisible({
    timeout: 20_000,
  });
  await expect(window.getByRole('searchbox', { name: 'Search sounds' })).toHaveValue('dog bark');
  await expect(window.getByRole('textbox', { name: 'Note' })).toHaveValue('Before the storm');
  await expect(inspectorOf(window).getByRole('heading', { level: 2 })).toHaveText('cow_moo.mp3');
  await expect(window.locator('.notice-failure')).toHaveCount(0);
});

test('a job whose engine is killed goes on in the next one, and every file is accounted for', async ({
  window,
  engine,
  page,
}) => {
  test.slow();
  const attached = new ServedEngine(engine.folder);
  try {
    await page.goto(await attached.start());
    const folder = path.join(engine.folder, 'Tones');
    fs.mkdirSync(folder);
    for (let pitch = 1; pitch <= TONES; pitch += 1)
      fs.writeFileSync(path.join(folder, `tone_${pitch}.wav`), toneWave(12, pitch));
    fs.writeFileSync(path.join(folder, 'notes.wav'), 'This is a shopping list.');
    await addFolder(window, folder);
    const underWay = window.getByRole('button', { name: /^Jobs: 1 job under way/u });
    await expect(underWay).toBeVisible();
    await window.keyboard.press('j');
    const jobs = window.getByRole('region', { name: 'Jobs' });
    await expect(jobs.locator('.job-line')).toHaveText(/^[1-9]\d* of 41 sounds/u, { timeout: 30_000 });
    await engine.kill();
    await expect(underWay).toBeVisible();

    await expect(window.getByRole('button', { name: 'Jobs', exact: true })).toBeVisible({ timeout: 90_000 });
    await expect(found(window)).toHaveText('41 of 41');
    await expect(jobs.locator('.job')).toHaveCount(1);
    const line = await jobs.locator('.job-line').first().innerText();
    expect(line).toMatch(/^Done · /u);
    const counts = [...line.matchAll(/(\d+) (?:sounds? listened|unchanged|failed|missing)/gu)];
    expect(counts.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(TONES + 1);
    await jobs.getByRole('button', { name: '1 file failed' }).click();
    await expect(jobs.locator('.job-files, .job')).toContainText(['notes.wav']);
    await window.keyboard.press('Escape');
    await window.getByRole('searchbox', { name: 'Search sounds' }).fill('status:indexed');
    await expect(found(window)).toHaveText('40 of 41');
  } finally {
    await attached.end();
  }
});

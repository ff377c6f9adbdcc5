import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, indexStarterSounds, test } from './fixtures.ts';

/** Marks the first second and a half of a sound, by keyboard alone. */
async function markRegion(page: Page): Promise<void> {
  await page.keyboard.press('p');
  await page.getByRole('searchbox', { name: 'Search sounds' }).fill('lunar');
  await expect(page.getByLabel('Sounds found')).toHaveText('1 of 14');
  await page.locator('#sounds').focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('.waveform canvas').first()).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('[');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press(']');
  await expect(page.getByText('(1.00 s)')).toBeVisible();
}

/** Seconds of a WAV file. */
function secondsOf(file: string): number {
  const bytes = fs.readFileSync(file);
  return bytes.readUInt32LE(bytes.indexOf('data') + 4) / bytes.readUInt32LE(28);
}

test('a region goes to a folder with handles, at another rate, and again at one key', async ({ window, engine }) => {
  await indexStarterSounds(window);
  await markRegion(window);
  const folder = path.join(engine.folder, 'session');
  fs.mkdirSync(folder);

  await window.keyboard.press('s');
  const dialogue = window.getByRole('dialog', { name: 'Send to the session' });
  await expect(dialogue.getByLabel('Folder')).toBeFocused();
  await window.keyboard.type(folder);
  await dialogue.getByLabel('Name').fill('{nam}');
  await expect(dialogue.getByRole('status')).toContainText('“{nam}” means nothing in a name.');
  await dialogue.getByLabel('Name').fill('{name}_{counter:2}');
  await expect(dialogue.getByRole('status')).toHaveText('ambi_lunar_land_01.wav');
  await dialogue.getByLabel('Handles, s').fill('0.25');
  await dialogue.getByLabel('Rate').selectOption('48 kHz');
  await dialogue.getByRole('button', { name: 'Send' }).press('Enter');
  await expect(window.getByText('Sent ambi_lunar_land_01.wav to session.')).toBeVisible();
  const file = path.join(folder, 'ambi_lunar_land_01.wav');
  expect(secondsOf(file)).toBeCloseTo(1.5, 3);
  expect(fs.readFileSync(file).readUInt32LE(24)).toBe(48_000);

  await window.locator('#sounds').focus();
  await window.keyboard.press('s');
  await expect(dialogue.getByRole('button', { name: 'Send' })).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(window.getByText('Sent ambi_lunar_land_01 2.wav to session.')).toBeVisible();
  await window.locator('#sounds').focus();
  await window.keyboard.press('Shift+S');
  await expect(window.getByText('Sent ambi_lunar_land_01 3.wav to session.')).toBeVisible();
  expect(fs.readdirSync(folder)).toHaveLength(3);

  await window.keyboard.press('Control+Shift+S');
  const log = window.getByRole('dialog', { name: 'What was sent' });
  await expect(log.getByRole('button', { name: /^Copy path of/u })).toHaveCount(3);
  await expectAccessible(window);
});

test('several sounds are sent at once; one that can’t be is named, and the others are there', async ({
  window,
  engine,
}) => {
  await indexStarterSounds(window);
  const folder = path.join(engine.folder, 'session');
  fs.mkdirSync(folder);
  await window.keyboard.press('p');
  await window.locator('#sounds').focus();
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('Shift+ArrowDown');
  await window.keyboard.press('Shift+ArrowDown');
  await window.keyboard.press('s');
  const dialogue = window.getByRole('dialog', { name: 'Send to the session' });
  await expect(dialogue).toContainText('3 sounds');
  await dialogue.getByLabel('Folder').fill(path.join(folder, 'not there'));
  await dialogue.getByRole('switch', { name: 'Insert into Reaper' }).focus();
  await window.keyboard.press('Space');
  await expect(dialogue.getByRole('region', { name: 'Setting up Reaper' })).toContainText('sonotheque_insert.lua');
  await expectAccessible(window);
  await window.keyboard.press('Space');
  await dialogue.getByRole('button', { name: 'Send' }).press('Enter');
  await expect(window.getByText('3 sounds of 3 were not sent.')).toBeVisible();
  await window.keyboard.press('Control+Shift+S');
  await expect(window.getByRole('dialog', { name: 'What was sent' })).toContainText('ambi_dark_woosh.flac:');
  await window.keyboard.press('Escape');
  await window.keyboard.press('Escape');

  await window.locator('#sounds').focus();
  await window.keyboard.press('s');
  await dialogue.getByLabel('Folder').fill(folder);
  await window.keyboard.press('Enter');
  await expect(window.getByText('Sent 3 sounds to session.')).toBeVisible();
  expect(fs.readdirSync(folder)).toHaveLength(3);
});

test('a region is downloaded as a file', async ({ window }) => {
  await indexStarterSounds(window);
  await markRegion(window);
  const downloading = window.waitForEvent('download');
  await window.keyboard.press('Control+s');
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^ambi_lunar_land .*\.wav$/u);
  expect(secondsOf(await download.path())).toBeCloseTo(2, 3);
});

test('About tells whose work this is, and that nothing goes out', async ({ window }) => {
  await expect(window.getByRole('button', { name: 'Add a folder' })).toBeVisible();
  await window.keyboard.press('F1');
  const about = window.getByRole('dialog', { name: 'Sonotheque' });
  await expect(about).toContainText('Version 0.1.0');
  await expect(about).toContainText('CC BY 4.0');
  await expect(about).toContainText('Universal Category System');
  await expect(about).toContainText('looks for updates only where you switched that on');
  await expect(about.getByRole('region', { name: 'Licences' }).getByRole('listitem').nth(50)).toBeAttached();
  const zustand = about.getByRole('listitem').filter({ hasText: 'zustand' }).first();
  await zustand.getByText('zustand').first().click();
  await expect(zustand.getByText('Permission is hereby granted')).toBeVisible();
  await expectAccessible(window);
});

/** What leaves the application, byte by byte: rate, depth, length with handles, and the samples themselves. */
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { addFolder, chooseSound, expect, indexStarterSounds, test } from './fixtures.ts';
import { toneWave } from './tone-wave.ts';

type Wave = {
  readonly sampleRateHz: number;
  readonly bitDepth: number;
  readonly channels: number;
  readonly data: Buffer;
};

/** A WAV file's `fmt ` and `data`, found by walking its chunks. */
function readWave(bytes: Buffer): Wave {
  expect(bytes.toString('latin1', 0, 4)).toBe('RIFF');
  expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
  const chunks = new Map<string, Buffer>();
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32LE(at + 4);
    chunks.set(bytes.toString('latin1', at, at + 4), bytes.subarray(at + 8, at + 8 + size));
    at += 8 + size + (size % 2);
  }
  const format = chunks.get('fmt ') ?? Buffer.alloc(16);
  return {
    channels: format.readUInt16LE(2),
    sampleRateHz: format.readUInt32LE(4),
    bitDepth: format.readUInt16LE(14),
    data: chunks.get('data') ?? Buffer.alloc(0),
  };
}

/** Marks the second from 1 to 2 s of the chosen sound. */
async function markSecond(page: Page): Promise<void> {
  await page.locator('#sounds').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('[');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press(']');
  await expect(page.getByText('0:01.000 – 0:02.000 (1.00 s)')).toBeVisible();
}

const seconds = ({ data, sampleRateHz, bitDepth, channels }: Wave): number =>
  data.length / ((bitDepth / 8) * channels * sampleRateHz);

test('a part that is not converted is sent sample for sample; a converted one has the rate and depth asked for', async ({
  window,
  engine,
}) => {
  const library = path.join(engine.folder, 'Tones');
  const session = path.join(engine.folder, 'session');
  for (const folder of [library, session]) fs.mkdirSync(folder);
  const source = toneWave(4, 7);
  fs.writeFileSync(path.join(library, 'BELLMisc_Tone.wav'), source);
  await addFolder(window, library);
  await expect(window.getByLabel('Sounds found')).toHaveText('1 of 1', { timeout: 40_000 });
  await window.keyboard.press('p');
  await chooseSound(window, 'BELLMisc_Tone');
  await markSecond(window);

  const dialogue = window.getByRole('dialog', { name: 'Send to the session' });
  await window.keyboard.press('s');
  await dialogue.getByLabel('Folder').fill(session);
  await dialogue.getByLabel('Name').fill('{name} {counter:3}');
  await dialogue.getByLabel('Handles, s').fill('0.25');
  await dialogue.getByRole('button', { name: 'Send' }).press('Enter');
  await expect(window.getByText('Sent BELLMisc_Tone 001.wav to session.')).toBeVisible();
  const plain = readWave(fs.readFileSync(path.join(session, 'BELLMisc_Tone 001.wav')));
  expect(plain).toMatchObject({ sampleRateHz: 44_100, bitDepth: 16, channels: 1 });
  const { data } = readWave(source);
  expect(plain.data.equals(data.subarray(2 * 0.75 * 44_100, 2 * 2.25 * 44_100))).toBe(true);

  await window.locator('#sounds').focus();
  await window.keyboard.press('s');
  await dialogue.getByLabel('Rate').selectOption('96 kHz');
  await dialogue.getByLabel('Depth').selectOption('24 bit');
  await dialogue.getByRole('button', { name: 'Send' }).press('Enter');
  await expect(window.getByText(/^Sent BELLMisc_Tone 001 2\.wav to session\.$/u)).toBeVisible();
  const converted = readWave(fs.readFileSync(path.join(session, 'BELLMisc_Tone 001 2.wav')));
  expect(converted).toMatchObject({ sampleRateHz: 96_000, bitDepth: 24, channels: 1 });
  expect(seconds(converted)).toBeCloseTo(1.5, 4);
  // The same tone: 7/60 of a radian a sample at 44.1 kHz, as loud as it was there.
  const loudest = (wave: Wave): number => {
    const bytes = wave.bitDepth / 8;
    let most = 0;
    for (let at = 0; at < wave.data.length; at += bytes)
      most = Math.max(most, Math.abs(wave.data.readIntLE(at, bytes)) / 2 ** (wave.bitDepth - 1));
    return most;
  };
  expect(loudest(converted)).toBeCloseTo(loudest(plain), 2);

  // The whole of it, unchanged: the file itself.
  await window.locator('#sounds').focus();
  await window.keyboard.press('\\');
  await window.keyboard.press('s');
  await dialogue.getByLabel('Rate').selectOption('As it is');
  await dialogue.getByLabel('Depth').selectOption('As it is');
  await dialogue.getByLabel('Name').fill('{catId} whole');
  await dialogue.getByRole('button', { name: 'Send' }).press('Enter');
  await expect(window.getByText(/^Sent .*whole\.wav to session\.$/u)).toBeVisible();
  const whole = fs.readdirSync(session).find((name) => name.endsWith('whole.wav')) ?? '';
  expect(fs.readFileSync(path.join(session, whole)).equals(source)).toBe(true);

  await window.keyboard.press('Control+Shift+S');
  const log = window.getByRole('dialog', { name: 'What was sent' });
  await expect(log.getByRole('button', { name: /^Copy path of/u })).toHaveCount(3);
  for (const name of fs.readdirSync(session)) await expect(log).toContainText(name);
});

test('a downloaded region of a compressed sound is what the window itself decodes there', async ({ window }) => {
  await indexStarterSounds(window);
  await window.keyboard.press('p');
  await chooseSound(window, 'ambi_lunar_land');
  await markSecond(window);
  const downloading = window.waitForEvent('download');
  await window.keyboard.press('Control+s');
  const wave = readWave(fs.readFileSync(await (await downloading).path()));
  expect(wave).toMatchObject({ sampleRateHz: 44_100, bitDepth: 16, channels: 2 });
  expect(wave.data.length).toBe(2 * 2 * 2 * 44_100);
  const address = await window.evaluate(async () => {
    for (let id = 1; id <= 14; id += 1) {
      const { headers } = await fetch(`/render/${id}?from=0&to=0.1`);
      if (headers.get('content-disposition')?.includes('lunar')) return `/audio/${id}`;
    }
    return '';
  });
  // By Chromium's own decoder, as whole numbers of 16 bits, both channels in turn.
  const decoded = await window.evaluate(async (sound) => {
    const context = new OfflineAudioContext(2, 1, 44_100);
    const buffer = await context.decodeAudioData(await (await fetch(sound)).arrayBuffer());
    const [left, right] = [buffer.getChannelData(0), buffer.getChannelData(1)];
    return Array.from({ length: 2 * 44_100 }, (_, at) => [
      Math.round((left[22_050 + at] ?? 0) * 32_768),
      Math.round((right[22_050 + at] ?? 0) * 32_768),
    ]).flat();
  }, address);
  const sent = Array.from({ length: wave.data.length / 2 }, (_, at) => wave.data.readInt16LE(at * 2));
  expect(sent.some((sample) => Math.abs(sample) > 100)).toBe(true);
  expect(sent.filter((sample, at) => sample !== decoded[at])).toHaveLength(0);
});

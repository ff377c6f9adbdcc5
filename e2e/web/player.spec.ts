import fs from 'node:fs';
import path from 'node:path';
import { addFolder, expect, indexStarterSounds, test } from './fixtures.ts';

/** A second of quiet noise as AIFF, which browsers don't play. */
function aiff(): Buffer {
  const samples = 44_100;
  const head = Buffer.alloc(54);
  head.write('FORM', 0);
  head.writeUInt32BE(46 + samples * 2, 4);
  head.write('AIFFCOMM', 8);
  head.writeUInt32BE(18, 16);
  head.writeUInt16BE(1, 20);
  head.writeUInt32BE(samples, 22);
  head.writeUInt16BE(16, 26);
  // 44,100 as an 80-bit float.
  Buffer.from('400eac44000000000000', 'hex').copy(head, 28);
  head.write('SSND', 38);
  head.writeUInt32BE(8 + samples * 2, 42);
  const data = Buffer.from(Int16Array.from({ length: samples }, (_, at) => ((at * 7_919) % 2_000) - 1_000).buffer);
  return Buffer.concat([head, data]);
}

test('a click into the waveform plays from there, and a switch keeps it going', async ({ window }) => {
  await indexStarterSounds(window);
  await window.keyboard.press('p');
  await window.keyboard.press('Home');
  await expect(window.locator('.waveform canvas').first()).toBeVisible();
  const position = window.getByRole('timer', { name: 'Position' });
  await expect(position).toHaveText('0:00.000');
  await window.keyboard.press('l');
  await expect(window.getByRole('button', { name: 'Loop' })).toHaveAttribute('aria-pressed', 'true');
  await window.locator('.waveform').click({ position: { x: 800, y: 30 } });
  await expect(window.getByRole('button', { name: 'Play or pause' })).toHaveAttribute('aria-pressed', 'true');
  await expect(position).toHaveText(/^0:0[23]\./u);
  await window.keyboard.press('Space');
  await expect(window.getByRole('button', { name: 'Play or pause' })).toHaveAttribute('aria-pressed', 'false');
});

test('what the window cannot play by itself is heard from any place in it', async ({ window, engine }) => {
  const folder = path.join(engine.folder, 'Old');
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, 'noise.aiff'), aiff());
  await addFolder(window, folder);
  await expect(window.getByLabel('Sounds found')).toHaveText('1 of 1', { timeout: 30_000 });
  await window.keyboard.press('l');
  await window.keyboard.press('ArrowDown');
  const position = window.getByRole('timer', { name: 'Position' });
  await expect(position).not.toHaveText('0:00.000');
  await window.keyboard.press('Space');
  await window.locator('.waveform').click({ position: { x: 700, y: 30 } });
  await expect(position).toHaveText(/^0:00\.[6-9]/u);
  await expect(window.getByRole('region', { name: 'Player' }).getByRole('status')).toHaveCount(0);
});

test.describe('a file that is gone', () => {
  test.use({ expectedComplaints: /404/u });
  test('is told in the player, with what to do', async ({ window, engine }) => {
    const folder = path.join(engine.folder, 'Old');
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, 'noise.aiff'), aiff());
    await addFolder(window, folder);
    await expect(window.getByLabel('Sounds found')).toHaveText('1 of 1', { timeout: 30_000 });
    fs.rmSync(path.join(folder, 'noise.aiff'));
    await window.keyboard.press('ArrowDown');
    const told = window.getByRole('region', { name: 'Player' }).getByRole('status');
    await expect(told).toContainText('noise.aiff');
    await expect(told).toContainText('is not where it was');
  });
});

test('a path that cannot be read keeps the dialogue open and says why', async ({ window, engine }) => {
  await window.keyboard.press('a');
  const chooser = window.getByRole('dialog', { name: 'Add a folder' });
  await chooser.getByRole('textbox', { name: 'Path' }).fill(path.join(engine.folder, 'nowhere'));
  await window.keyboard.press('Control+Enter');
  await expect(chooser.getByRole('status')).not.toBeEmpty();
  await window.keyboard.press('Escape');
  await expect(chooser).toHaveCount(0);
});

/** What a person hears, measured: from key to sound, what the region and the switches do to it, and what it costs. */
import { test as plain } from '@playwright/test';
import { startFakeHost } from '../fake/fake-host.ts';
import { level, listenIn } from './ear.ts';
import { expect, indexStarterSounds, test } from './fixtures.ts';

/** Several times what it takes on a quiet machine: a loaded one must not fail for being loaded. */
const KEY_TO_SOUND_BOUND_MILLISECONDS = 1_500;
const SOUNDS = 200;
const WARM_UP_SOUNDS = 60;
const GROWTH_BOUND_BYTES = 6_000_000;
/** A few for each sound: a waveform, a strip or a row that stayed would be dozens. */
const GROWTH_BOUND_NODES = 5 * (SOUNDS - WARM_UP_SOUNDS);

test.describe('auditioning', () => {
  test.beforeEach(async ({ page }) => listenIn(page));

  test('sounds soon after the key', async ({ window }) => {
    test.slow();
    await indexStarterSounds(window);
    await window.keyboard.press('Home');
    await expect.poll(() => level(window)).toBeGreaterThan(0);
    const waits = await window.evaluate(async () => {
      const { ear } = window as unknown as { readonly ear: { readonly level: () => number } };
      const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
      const press = (key: string) =>
        document.getElementById('sounds')?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      const found: number[] = [];
      for (let sound = 0; sound < 13; sound += 1) {
        press(' ');
        while (ear.level() > 0) await wait(5);
        const begin = performance.now();
        press('ArrowDown');
        while (ear.level() === 0 && performance.now() - begin < 5_000) await wait(1);
        found.push(performance.now() - begin);
      }
      return found.sort((a, b) => a - b);
    });
    const at = (share: number): number => Math.round(waits[Math.ceil(waits.length * share) - 1] ?? 0);
    console.log(`key to sound: median ${at(0.5)} ms, p95 ${at(0.95)} ms over ${waits.length} sounds`);
    expect(at(0.95)).toBeLessThan(KEY_TO_SOUND_BOUND_MILLISECONDS);
  });

  test('keeps to the marked region, as loud as it is set, by keyboard', async ({ window }) => {
    await indexStarterSounds(window);
    await window.keyboard.press('p');
    await window.keyboard.press('Home');
    await expect(window.locator('.waveform canvas').first()).toBeVisible();
    const position = window.getByRole('timer', { name: 'Position' });
    await expect(position).toHaveText('0:00.000');
    await window.keyboard.press('ArrowRight');
    await window.keyboard.press('[');
    await window.keyboard.press('ArrowRight');
    await window.keyboard.press(']');
    await expect(window.getByText('0:01.000 – 0:02.000 (1.00 s)')).toBeVisible();
    await window.keyboard.press('Shift+Space');
    await expect(window.getByRole('button', { name: 'Play or pause' })).toHaveAttribute('aria-pressed', 'true');
    await expect.poll(() => level(window)).toBeGreaterThan(0);
    await expect(window.getByRole('button', { name: 'Play or pause' })).toHaveAttribute('aria-pressed', 'false');
    await expect(position).toHaveText('0:01.000');
    await window.keyboard.press('l');
    await window.keyboard.press('Space');
    const places = await window.evaluate(async () => {
      const seen: number[] = [];
      for (let look = 0; look < 25; look += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        seen.push(Number(document.querySelector('.position')?.textContent?.split(':')[1]));
      }
      return seen;
    });
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0.99);
    expect(Math.max(...places)).toBeLessThan(2.2);
    await window.keyboard.press('g');
    await window.getByRole('slider', { name: 'Gain' }).focus();
    await window.keyboard.press('Home');
    await expect(window.getByRole('dialog', { name: 'How sounds are heard' })).toContainText('−30.0 dB');
    await expect.poll(() => level(window)).toBeLessThan(0.05);
    await window.keyboard.press('Escape');
    await window.keyboard.press('\\');
    await expect(window.getByText('0:01.000 – 0:02.000')).toHaveCount(0);
  });

  test('goes on with a channel muted, at another speed and pitch', async ({ window }) => {
    await indexStarterSounds(window);
    await window.getByRole('row', { name: 'loop_3d_printer' }).click();
    await window.keyboard.press('l');
    await expect.poll(() => level(window)).toBeGreaterThan(0);
    await window.keyboard.press('g');
    await window.getByRole('button', { name: 'Mute Left' }).click();
    await window.getByRole('slider', { name: 'Pitch' }).focus();
    await window.keyboard.press('ArrowRight');
    await window.keyboard.press('ArrowRight');
    await window.getByRole('slider', { name: 'Speed' }).focus();
    await window.keyboard.press('ArrowRight');
    await expect(window.getByRole('dialog', { name: 'How sounds are heard' })).toContainText('+2 semitones');
    await expect.poll(() => level(window)).toBeGreaterThan(0);
    await window.getByRole('button', { name: 'Mute Right' }).click();
    await expect.poll(() => level(window)).toBe(0);
    await window.getByRole('button', { name: 'Solo Right' }).click();
    await expect.poll(() => level(window)).toBeGreaterThan(0);
  });
});

plain.describe('memory', () => {
  // A trace keeps a picture of the page for each key: memory that is not ours, and twice the time.
  plain.use({ trace: 'off' });

  plain('two hundred sounds by arrow key leave nothing behind, once the table scrolls', async ({ page }) => {
    plain.slow();
    const host = await startFakeHost(1_000);
    try {
      await page.goto(host.address);
      await expect(page.getByLabel('Sounds found')).toHaveText('1,000 of 1,000');
      const inspector = await page.context().newCDPSession(page);
      const held = async (): Promise<{ readonly bytes: number; readonly nodes: number }> => {
        await inspector.send('HeapProfiler.collectGarbage');
        const { usedSize } = await inspector.send('Runtime.getHeapUsage');
        const { nodes } = await inspector.send('Memory.getDOMCounters');
        return { bytes: usedSize, nodes };
      };
      const audition = async (count: number): Promise<void> => {
        for (let sound = 0; sound < count; sound += 1) {
          await page.keyboard.press('ArrowDown');
          await page.locator('.waveform canvas').first().waitFor();
        }
      };
      // The rows that are kept above those in sight come once.
      await audition(WARM_UP_SOUNDS);
      const before = await held();
      await audition(SOUNDS - WARM_UP_SOUNDS);
      // What is only waiting for the collector goes with one of its next rounds; what is held never does.
      await expect.poll(async () => (await held()).nodes - before.nodes).toBeLessThan(GROWTH_BOUND_NODES);
      const after = await held();
      const growth = after.bytes - before.bytes;
      console.log(
        `after ${SOUNDS} sounds: ${(growth / 1e6).toFixed(1)} MB and ${after.nodes - before.nodes} nodes more than after ${WARM_UP_SOUNDS}`,
      );
      expect(growth).toBeLessThan(GROWTH_BOUND_BYTES);
    } finally {
      await host.close();
    }
  });
});

/** What a person hears, measured: from key to sound, and what the region and the switches do to it. */
import { level, listenIn, soundComes } from './ear.ts';
import { expect, indexStarterSounds, test } from './fixtures.ts';

/** Several times what it takes on a quiet machine: a loaded one must not fail for being loaded. */
const KEY_TO_SOUND_BOUND_MILLISECONDS = 1_500;

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
    // It is over within a second: listened to from before it begins, at every frame.
    const heard = soundComes(window);
    await window.keyboard.press('Shift+Space');
    await heard;
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

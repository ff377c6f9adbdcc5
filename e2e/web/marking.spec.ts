/** What each moment of a sound is, and the places that a person marks in it. */
import { chooseSound, expect, indexStarterSounds, test } from './fixtures.ts';

test('the strip tells what each frame was heard as, plays from it and makes it the region', async ({ window }) => {
  await indexStarterSounds(window);
  await window.keyboard.press('p');
  await chooseSound(window, 'loop_3d_printer');
  const strip = window.getByRole('slider', { name: 'Frames' });
  await expect(strip).toHaveAttribute('aria-valuemax', '5');
  await strip.hover({ position: { x: 500, y: 9 } });
  const told = window.locator('.strip-hint');
  await expect(told.locator('.strip-said')).toHaveCount(3);
  await expect(told).toContainText(/0:03\.483 – 0:05\.805.*\d %/su);
  await strip.click({ position: { x: 500, y: 9 } });
  await expect(window.getByRole('button', { name: 'Play or pause' })).toHaveAttribute('aria-pressed', 'true');
  await expect(window.getByRole('timer', { name: 'Position' })).toHaveText(/^0:0[3-6]\./u);
  await strip.dblclick({ position: { x: 200, y: 9 } });
  await expect(window.getByText('0:01.161 – 0:03.483 (2.32 s)')).toBeVisible();
});

test('the strip is read by keyboard alone, and follows the zoom', async ({ window }) => {
  await indexStarterSounds(window);
  await window.keyboard.press('p');
  await chooseSound(window, 'loop_3d_printer');
  const strip = window.getByRole('slider', { name: 'Frames' });
  await strip.focus();
  await window.keyboard.press('End');
  await expect(strip).toHaveAttribute('aria-valuetext', /^0:04\.644 to 0:06\.966: [A-Z &]+ \d+ %/u);
  await window.keyboard.press('ArrowLeft');
  await expect(strip).toHaveAttribute('aria-valuenow', '4');
  await window.keyboard.press('Shift+Enter');
  await expect(window.getByText('0:03.483 – 0:05.805 (2.32 s)')).toBeVisible();
  await window.locator('#sounds').focus();
  const widthOf = () =>
    window
      .locator('.strip-cell')
      .first()
      .evaluate((cell) => cell.getBoundingClientRect().width);
  const before = await widthOf();
  await window.keyboard.press('.');
  await window.keyboard.press('.');
  await expect.poll(widthOf).toBeGreaterThan(before * 1.5);
});

test('a marker is set, named, moved and found again after the window was closed', async ({ window }) => {
  await indexStarterSounds(window);
  await window.keyboard.press('p');
  await chooseSound(window, 'loop_3d_printer');
  const position = window.getByRole('timer', { name: 'Position' });
  await window.keyboard.press('ArrowRight');
  await expect(position).toHaveText('0:01.000');
  await window.keyboard.press('i');
  await window.keyboard.press('ArrowRight');
  await window.keyboard.press('ArrowRight');
  await expect(position).toHaveText('0:03.000');
  await window.keyboard.press('i');
  await window.keyboard.press('Shift+N');
  await window.keyboard.type('Motor starts');
  await window.keyboard.press('Enter');
  const named = window.getByRole('button', { name: 'Marker Motor starts, 0:03.000' });
  await expect(named).toBeVisible();
  await window.keyboard.press('Shift+ArrowLeft');
  await expect(position).toHaveText('0:01.000');
  await window.keyboard.press('Shift+Backspace');
  await expect(window.getByRole('button', { name: /^Marker/u })).toHaveCount(1);
  await named.focus();
  await window.keyboard.press('Shift+ArrowRight');
  const moved = window.getByRole('button', { name: 'Marker Motor starts, 0:03.100' });
  await expect(moved).toBeVisible();
  const flag = await moved.boundingBox();
  await window.mouse.move((flag?.x ?? 0) + 4, (flag?.y ?? 0) + 6);
  await window.mouse.down();
  await window.mouse.move((flag?.x ?? 0) + 104, (flag?.y ?? 0) + 6, { steps: 4 });
  await window.mouse.up();
  await expect(window.getByRole('button', { name: /^Marker Motor starts, 0:03\.8/u })).toBeVisible();
  await window.reload();
  await chooseSound(window, 'loop_3d_printer');
  await expect(window.getByRole('button', { name: /^Marker Motor starts, 0:03\.8/u })).toBeVisible();
});

test('an audition counts once, and only where the sound was more than passed by', async ({ window }) => {
  await indexStarterSounds(window);
  let counted = 0;
  window.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      if (payload.toString().includes('plays/record')) counted += 1;
    }),
  );
  await window.reload();
  await expect(window.getByLabel('Sounds found')).toHaveText('14 of 14');
  // Eight sounds are passed by faster than a busy machine could press keys.
  await window.locator('#sounds').evaluate((table) => {
    for (const key of ['Home', ...Array.from({ length: 8 }, () => 'ArrowDown')])
      table.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  });
  await expect(window.locator('.player-name')).toContainText('loop_3d_printer');
  await expect(window.getByRole('timer', { name: 'Position' })).toHaveText(/^0:0[2-9]\./u);
  await expect.poll(() => counted).toBe(1);
  await expect(window.getByRole('timer', { name: 'Position' })).toHaveText(/^0:0[4-9]\./u);
  expect(counted).toBe(1);
});

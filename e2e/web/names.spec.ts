/** Names as people and machines give them: endless, from the right, of signs and stacked marks, with breaks in them. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { addFolder, expect, test } from './fixtures.ts';
import { toneWave } from './tone-wave.ts';

/** Where the pictures go, to be looked at. */
const pictures = process.env.SONOTHEQUE_SCREENSHOTS ?? path.join(os.tmpdir(), 'sonotheque-screens');

const names = [
  `Car_Door_${'Exterior_Night_Close_'.repeat(12)}`.slice(0, 246),
  'W'.repeat(246),
  'صوت_المطر_على_الزجاج_Take_03',
  `דלת עץ נסגרת ${'לאט '.repeat(25)}12`,
  'Rain_صوت المطر_12',
  '👩‍👩‍👧‍👦🐄🔔 Cow bell 🏴󠁧󠁢󠁳󠁣󠁴󠁿',
  `Cafe${'\u0301\u0323\u0308'.repeat(6)} doo\u0308r`,
  'Two\nlines\tand a tab',
  'door \u202efdp turned',
];

async function indexNames(page: Page, folder: string): Promise<void> {
  const library = path.join(folder, 'Library', 'תיקייה של צלילים');
  fs.mkdirSync(library, { recursive: true });
  for (const [number, name] of names.entries())
    fs.writeFileSync(path.join(library, `${name}.wav`), toneWave(3, number + 3));
  await addFolder(page, path.join(folder, 'Library'));
  await expect(page.getByLabel('Sounds found')).toHaveText(`${names.length} of ${names.length}`, { timeout: 40_000 });
  await page.keyboard.press('p');
}

/** What of all text on show is cut off without a sign, lies beside the window, or lies on other text. */
const strained = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    type Placed = { readonly element: Element; readonly box: DOMRect; readonly words: string };
    const faults: string[] = [];
    const placed: Placed[] = [];
    /** Whether something with a ground of its own, which it does not lie in, lies above it: what it scrolls by under. */
    const isCovered = (element: Element, x: number, y: number): boolean => {
      for (const above of document.elementsFromPoint(x, y)) {
        if (element.contains(above) || above.contains(element)) return false;
        if (!/^(transparent|rgba\(.*, 0\))$/u.test(getComputedStyle(above).backgroundColor)) return true;
      }
      return false;
    };
    for (const element of document.body.querySelectorAll('*')) {
      if (element.closest('.only-read, [aria-hidden=true], canvas, option') !== null) continue;
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const text = [...element.childNodes].filter((node) => node instanceof Text && node.data.trim() !== '');
      if (text.length === 0) continue;
      const words = `${element.className} “${element.textContent?.slice(0, 24)}”`;
      const range = document.createRange();
      range.selectNodeContents(element);
      let { left, right, top, bottom } = range.getBoundingClientRect();
      let isElided = false;
      for (let at: Element | null = element; at !== null && at !== document.documentElement; at = at.parentElement) {
        const { overflowX, overflowY, textOverflow, position } = getComputedStyle(at);
        if (textOverflow === 'ellipsis') isElided = true;
        const box = at.getBoundingClientRect();
        if (overflowX !== 'visible') {
          const isCut = right > box.right + 1 || left < box.left - 1;
          if (isCut && overflowX !== 'auto' && overflowX !== 'scroll' && !isElided) faults.push(`cut: ${words}`);
          left = Math.max(left, box.left);
          right = Math.min(right, box.right);
        }
        if (overflowY !== 'visible') {
          top = Math.max(top, box.top);
          bottom = Math.min(bottom, box.bottom);
        }
        if (position === 'fixed') break;
      }
      if (right <= left || bottom <= top) continue;
      if (right > innerWidth + 1 || left < -1) faults.push(`beside the window: ${words}`);
      placed.push({ element, box: new DOMRect(left, top, right - left, bottom - top), words });
    }
    const open = document.querySelector('[role=dialog]');
    const layer = placed.filter(({ element }) =>
      open === null ? element.closest('.notice-place') === null : open.contains(element),
    );
    for (const [index, one] of layer.entries())
      for (const other of layer.slice(index + 1)) {
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (across > 3 && down > 5) {
          const x = (Math.max(one.box.left, other.box.left) + Math.min(one.box.right, other.box.right)) / 2;
          const y = (Math.max(one.box.top, other.box.top) + Math.min(one.box.bottom, other.box.bottom)) / 2;
          const isHidden = [one, other].some(({ element }) => isCovered(element, x, y));
          if (!isHidden) faults.push(`on one another: ${one.words} and ${other.words}`);
        }
      }
    if (document.documentElement.scrollWidth > innerWidth) faults.push('the page scrolls sideways');
    return faults;
  });

/** Controls that stay covered or outside however one scrolls. */
const unreachable = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const layer = document.querySelector('[role=dialog]') ?? document.body;
    const controls = [...layer.querySelectorAll<HTMLElement>('button, input, select, textarea, [role=tab]')];
    return controls
      .filter((control) => control.checkVisibility({ visibilityProperty: true }) && !control.matches(':disabled'))
      .filter((control) => {
        const face = control.closest('label') ?? control;
        if (face.closest('[aria-hidden=true], .only-read') !== null) return false;
        face.scrollIntoView({ block: 'nearest', inline: 'nearest' });
        const { left, top, width, height } = face.getBoundingClientRect();
        const there = document.elementFromPoint(left + width / 2, top + height / 2);
        return there === null || !(face.contains(there) || there.contains(face) || there.closest('.notice') !== null);
      })
      .map((control) => `${control.className} “${control.getAttribute('aria-label') ?? control.textContent}”`);
  });

for (const [size, viewport] of [
  ['1280 × 800', { width: 1280, height: 800 }],
  ['200 % zoom', { width: 640, height: 400 }],
] as const) {
  test(`names of every kind keep their place at ${size}`, async ({ window, engine }) => {
    test.slow();
    await window.setViewportSize(viewport);
    await indexNames(window, engine.folder);
    const table = window.locator('#sounds');
    await table.focus();
    await window.keyboard.press('Home');
    const player = window.getByRole('region', { name: 'Player' });
    for (const _ of names) {
      await expect(player.locator('.waveform canvas').first()).toBeVisible();
      await expect(window.locator('.row-chosen')).toHaveCount(1);
      await window.screenshot({ path: path.join(pictures, `names-${viewport.width}.png`) });
      await expect.poll(() => strained(window)).toEqual([]);
      await window.keyboard.press('ArrowDown');
    }
    const heights = await window
      .locator('#sounds [data-row]')
      .evaluateAll((rows) => [...new Set(rows.map((row) => row.getBoundingClientRect().height))]);
    expect(heights).toHaveLength(1);
    await expect.poll(() => unreachable(window)).toEqual([]);

    // Dialogues and notices about the longest and about one from the right.
    const session = path.join(engine.folder, 'הפגישה');
    fs.mkdirSync(session);
    for (const query of ['WWW*', 'דלת', 'lines']) {
      await window.getByRole('searchbox', { name: 'Search sounds' }).fill(query);
      await expect(window.getByLabel('Sounds found')).toHaveText(`1 of ${names.length}`);
      await window.getByRole('searchbox', { name: 'Search sounds' }).press('Enter');
      await expect(table).toBeFocused();
      await window.keyboard.press('s');
      const dialogue = window.getByRole('dialog');
      await expect(dialogue).toBeVisible();
      await dialogue.getByLabel('Folder').fill(session);
      await dialogue.getByLabel('Name').fill('{name}');
      await expect(dialogue.locator('.send-names')).not.toBeEmpty();
      await window.screenshot({ path: path.join(pictures, `names-send-${viewport.width}.png`) });
      await expect.poll(() => strained(window)).toEqual([]);
      await expect.poll(() => unreachable(window)).toEqual([]);
      await dialogue.getByRole('button', { name: 'Send', exact: true }).press('Enter');
      await expect(window.locator('.notice').last()).toContainText('Sent');
      await expect.poll(() => strained(window)).toEqual([]);
      await table.focus();
      await window.keyboard.press('c');
      await expect(window.getByRole('combobox', { name: 'Categories' })).toBeFocused();
      await expect.poll(() => strained(window)).toEqual([]);
      await window.keyboard.press('Escape');
      await expect(table).toBeFocused();
    }
    await window.keyboard.press('Control+Shift+S');
    await expect(window.getByRole('button', { name: /^Copy path of/u })).toHaveCount(3);
    await expect.poll(() => strained(window)).toEqual([]);
    await expect.poll(() => unreachable(window)).toEqual([]);
    await window.keyboard.press('Escape');
    await window.keyboard.press('Escape');
    await window.keyboard.press('j');
    await expect(window.getByRole('region', { name: 'Jobs' })).toBeVisible();
    await expect.poll(() => strained(window)).toEqual([]);
  });
}

test('a name from the right is drawn from the right, its end as it is written, and a mark that turns text turns nothing', async ({
  window,
  engine,
}) => {
  await indexNames(window, engine.folder);
  const row = (part: string) =>
    window.getByRole('grid', { name: 'Sounds' }).locator('[data-row]').filter({ hasText: part });
  const rain = row('المطر_على');
  await expect(rain.locator('.file-name')).toHaveCSS('direction', 'rtl');
  await expect(rain.locator('.file-name-tail')).toHaveText('Take_03.wav');
  const head = await rain.locator('.file-name-head').boundingBox();
  const tail = await rain.locator('.file-name-tail').boundingBox();
  expect((tail?.x ?? 0) + (tail?.width ?? 0)).toBeLessThanOrEqual((head?.x ?? 0) + 1);
  await expect(row('Car_Door').locator('.file-name')).toHaveCSS('direction', 'ltr');
  await expect(row('lines').locator('.file-name')).toHaveText('Two¶lines»and a tab.wav');
  await expect(row('turned').locator('.file-name')).toHaveText('door fdp turned.wav');
});

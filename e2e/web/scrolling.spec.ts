import { test as base, expect } from '@playwright/test';
import { type FakeHost, startFakeHost } from '../fake/fake-host.ts';

const COUNT = 1_000_000;

const test = base.extend<{ readonly host: FakeHost }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here
  host: async ({}, use) => {
    const host = await startFakeHost(COUNT);
    await use(host);
    await host.close();
  },
});

test('a million sounds scroll without blank rows and end with the last', async ({ page, host }) => {
  await page.goto(host.address);
  await expect(page.getByLabel('Sounds found')).toHaveText('1,000,000 of 1,000,000');
  await expect(page.getByRole('grid', { name: 'Sounds' }).getByRole('row').nth(5)).not.toHaveAttribute(
    'aria-busy',
    'true',
  );
  const blankFrames = await page.evaluate(async () => {
    const table = document.getElementById('sounds');
    if (table === null) return -1;
    let blank = 0;
    for (let step = 0; step < 200; step += 1) {
      table.scrollTop += 120;
      await new Promise((resolve) => requestAnimationFrame(resolve));
      if (table.querySelector('[role=row][aria-busy=true]') !== null) blank += 1;
    }
    return blank;
  });
  expect(blankFrames).toBe(0);

  await page.keyboard.press('End');
  const last = page.getByRole('row', { selected: true });
  await expect(last).toContainText('0999999.wav');
  await expect(last).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => document.getElementById('sounds')?.scrollHeight ?? 0)).toBeLessThan(33_500_000);
  await page.keyboard.press('Home');
  await expect(page.getByRole('row', { selected: true })).toContainText('0000000.wav');
});

test('a hand that drags through all of them sees no blank row', async ({ page, host }) => {
  await page.goto(host.address);
  await expect(page.getByLabel('Sounds found')).toHaveText('1,000,000 of 1,000,000');
  const rows = page.getByRole('grid', { name: 'Sounds' }).getByRole('row');
  await expect(rows.nth(5)).not.toHaveAttribute('aria-busy', 'true');
  const { blank, seen } = await page.evaluate(async () => {
    const table = document.getElementById('sounds');
    const names = new Set<string>();
    let blankFrames = 0;
    for (let step = 1; table !== null && step <= 100; step += 1) {
      table.scrollTop = ((table.scrollHeight - table.clientHeight) * step) / 100;
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const { top, bottom } = table.getBoundingClientRect();
      for (const row of table.querySelectorAll('[data-row]')) {
        const box = row.getBoundingClientRect();
        if (box.bottom < top + 30 || box.top > bottom - 2) continue;
        if (row.getAttribute('aria-busy') === 'true') blankFrames += 1;
        else names.add(row.textContent ?? '');
      }
    }
    return { blank: blankFrames, seen: names.size };
  });
  expect(blank).toBe(0);
  // They do go by, and the end is the end.
  expect(seen).toBeGreaterThan(100);
  await expect(rows.last()).toContainText('0999999.wav');
});

test('a search that is typed on is answered once, by the last text', async ({ page, host }) => {
  await page.goto(host.address);
  await expect(page.getByLabel('Sounds found')).toHaveText('1,000,000 of 1,000,000');
  await page.keyboard.press('/');
  await page.keyboard.type('nothing');
  await expect(page.getByText('No sound matches this search.')).toBeVisible();
  await page.keyboard.press('Backspace');
  await expect(page.getByLabel('Sounds found')).toHaveText('1,000,000 of 1,000,000');
});

/**
 * `npm run million:window -- --catalogue FILE`: what a person notices in the window with a million sounds: tasks of its
 * main thread over 50 ms, rows that stay blank, the time from key to paint, and from start to the first rows. The catalogue
 * is one of `npm run million`; `--index FOLDER` indexes real sounds meanwhile, `--work` measures what the processor worked in
 * the longest tasks, `--profile FILE` keeps a profile of the window's main thread, `--write SECTION` puts the figures into docs/performance.md. Wants a build and a Chromium.
 */
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { openConnection } from '../src-main/hosts/connection/index.ts';
import { asIndexJob } from '../src-shared/jobs/index.ts';
import { writeSection } from './report.ts';
import { served } from './window/served.ts';
import { type Noticed, noticedSinceOpening, noticedTable, noticing, watch } from './window/watching.ts';

const { values: options } = parseArgs({
  options: {
    catalogue: { type: 'string' },
    chromium: { type: 'string', default: process.env.SONOTHEQUE_CHROMIUM ?? '/usr/bin/chromium' },
    index: { type: 'string' },
    only: { type: 'string' },
    profile: { type: 'string' },
    work: { type: 'boolean', default: false },
    write: { type: 'string' },
  },
});
if (options.catalogue === undefined) throw new Error('Say which catalogue: --catalogue FILE.');
const catalogue = path.resolve(options.catalogue);

const load = os.loadavg()[0] ?? 0;
const browser = await chromium.launch({ executablePath: options.chromium, args: ['--no-sandbox'] });
try {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const began = performance.now();
  const host = await served(catalogue);
  try {
    const page = await context.newPage();
    await watch(page);
    await opened(page, host.address, began);
    const start = await page.evaluate(() => (window as unknown as { started: Started }).started);
    const job = options.index === undefined ? undefined : await indexing(options.index);
    const profiler = options.profile === undefined ? undefined : await page.context().newCDPSession(page);
    await profiler?.send('Profiler.enable');
    await profiler?.send('Profiler.start');
    const all: Noticed[] = [await noticedSinceOpening(page)];
    for (const [what, work] of journeys(page)) {
      if (options.only !== undefined && !what.includes(options.only)) continue;
      all.push(await noticing(page, what, work, options.work ? browser : undefined));
    }
    if (profiler !== undefined && options.profile !== undefined)
      writeFileSync(options.profile, JSON.stringify((await profiler.send('Profiler.stop')).profile));
    await job?.end();
    const report = [
      `${os.cpus()[0]?.model ?? 'CPU'}, ${os.cpus().length} cores, load ${load.toFixed(1)} from other work; ${new Date().toISOString().slice(0, 10)}. ${start.sounds} sounds${job ? `, while ${job.listened} real ones were listened to` : ''}. From the start of the process: address after ${host.milliseconds.toFixed(0)} ms, first rows after ${start.rows.toFixed(0)} ms, facets after ${start.facets.toFixed(0)} ms.`,
      '',
      noticedTable(all),
    ].join('\n');
    console.log(report);
    if (options.write !== undefined)
      writeSection(path.resolve(import.meta.dirname, '../docs/performance.md'), options.write, report);
  } finally {
    await host.end();
  }
} finally {
  await browser.close();
}

type Started = { readonly sounds: string; readonly rows: number; readonly facets: number };

/** Opens the window and notes when its first rows and its first facets were there. */
async function opened(page: Page, address: string, began: number): Promise<void> {
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForFunction(() => document.querySelector('#sounds [data-row="5"][aria-busy=false]') !== null, null, {
    polling: 10,
    timeout: 60_000,
  });
  const rows = performance.now() - began;
  await page.waitForFunction(() => document.querySelector('.facet-values .branch-count') !== null, null, {
    polling: 10,
    timeout: 60_000,
  });
  const facets = performance.now() - began;
  const sounds = (await page.getByLabel('Sounds found').textContent())?.split(' ')[0] ?? '';
  await page.evaluate((started) => Object.assign(window, { started }), { sounds, rows, facets });
  await page.waitForTimeout(1500);
}

async function indexing(folder: string) {
  const connection = await openConnection({ catalogue, service: false });
  const job = await connection.client.libraries.index({ folders: [path.resolve(folder)] });
  let listened = 0;
  return {
    get listened() {
      return listened;
    },
    end: async () => {
      listened = asIndexJob(await connection.client.jobs.get({ id: job.id })).progress?.soundsDone ?? 0;
      await connection.client.jobs.cancel({ id: job.id });
      await connection.close();
    },
  };
}

/** What a person does, one thing after the other. */
function journeys(page: Page): readonly (readonly [string, () => Promise<void>])[] {
  const table = page.locator('#sounds');
  const pressed = async (key: string, times: number, pause = 30): Promise<void> => {
    for (let i = 0; i < times; i++) {
      await page.keyboard.press(key);
      await page.waitForTimeout(pause);
    }
  };
  const search = async (text: string): Promise<void> => {
    await page.keyboard.press('/');
    await page.keyboard.press('Control+a');
    await page.keyboard.type(text, { delay: 90 });
    await page.waitForTimeout(700);
  };
  const overTable = async (): Promise<void> => {
    const box = await table.boundingBox();
    if (box !== null) await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  };
  const opened = async (): Promise<void> => {
    // Each time the first branch that is still closed.
    for (let i = 0; i < 6; i++) {
      const closed = page.locator('.panel [role=row][aria-expanded=false] .branch-open').first();
      if ((await closed.count()) === 0) return;
      await closed.click();
      await page.waitForTimeout(250);
    }
  };
  return [
    [
      'mouse wheel, 300 turns',
      async () => {
        await overTable();
        for (let i = 0; i < 300; i++) {
          await page.mouse.wheel(0, 240);
          await page.waitForTimeout(16);
        }
      },
    ],
    [
      'Page Down, 60 times',
      async () => {
        await table.focus();
        await pressed('PageDown', 60, 50);
      },
    ],
    [
      'End and Home, 6 times',
      async () => {
        for (let i = 0; i < 6; i++) {
          await pressed('End', 1, 250);
          await pressed('Home', 1, 250);
        }
      },
    ],
    [
      'dragging the scroll bar, end to end',
      async () => {
        await page.evaluate(async () => {
          const element = document.getElementById('sounds');
          if (element === null) return;
          const travel = element.scrollHeight - element.clientHeight;
          for (let step = 0; step <= 180; step++) {
            element.scrollTop = (travel * step) / 180;
            await new Promise((resolve) => requestAnimationFrame(resolve));
          }
        });
        await page.waitForTimeout(300);
      },
    ],
    [
      'arrow keys, 60 sounds',
      async () => {
        await table.focus();
        await page.keyboard.press('Home');
        await pressed('ArrowDown', 60, 60);
      },
    ],
    ['typing in the search', async () => search('door metal')],
    [
      'a search of one letter, and all again',
      async () => {
        await search('a*');
        await search('');
        await page.keyboard.press('Escape');
      },
    ],
    ['opening branches of the trees', opened],
    [
      'choosing values of facets',
      async () => {
        for (const at of [0, 1, 0, 1]) {
          await page.locator('.facet-value:not(.facet-alone) input').nth(at).click();
          await page.waitForTimeout(500);
        }
      },
    ],
    [
      'sorting by other columns',
      async () => {
        for (const name of ['Length', 'Rate', 'Name', 'Category']) {
          await page.getByRole('columnheader', { name }).first().click({ timeout: 3000 });
          await page.waitForTimeout(700);
        }
      },
    ],
    [
      'marking, 20 sounds',
      async () => {
        await table.focus();
        for (let i = 0; i < 20; i++) {
          await pressed('Shift+F', 1, 60);
          await pressed('ArrowDown', 1, 60);
        }
      },
    ],
    [
      'all selected',
      async () => {
        await table.focus();
        await pressed('Control+a', 1, 400);
        await pressed('Home', 1, 400);
      },
    ],
  ];
}

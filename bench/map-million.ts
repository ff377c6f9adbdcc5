/**
 * `node bench/map-million.ts --catalogue FILE [--points 1000000]`: tasks of the window's main thread over 50 ms while a map
 * of a million sounds is opened, panned and zoomed. The points of the catalogue's map (one of chance is put into it where
 * it has none: use a copy) are multiplied on their way into the window's worker. Wants a build and a Chromium.
 */
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { openCatalogue } from '../src-main/catalogue/index.ts';
import { served } from './window/served.ts';

const { values: options } = parseArgs({
  options: {
    catalogue: { type: 'string' },
    chromium: { type: 'string', default: process.env.SONOTHEQUE_CHROMIUM ?? '/usr/bin/chromium' },
    points: { type: 'string', default: '1000000' },
    picture: { type: 'string' },
    /** Where a trace of the panning goes, for Chromium's Performance panel. */
    trace: { type: 'string' },
  },
});
if (options.catalogue === undefined) throw new Error('Say which catalogue: --catalogue FILE.');
const file = path.resolve(options.catalogue);
const PANS = 120;

/** A map of chance, where there is none. */
async function ensureMap(): Promise<void> {
  const catalogue = await openCatalogue(file);
  try {
    const modelVersion = (await catalogue.modelVersions()).find(({ active }) => active)?.id;
    if (modelVersion === undefined || (await catalogue.projectionStates()).length > 0) return;
    const name = { modelVersion, method: 't-sne' };
    const empty = { vectorSets: new Uint32Array(), places: new Float32Array() };
    await catalogue.storeProjection({ ...name, ...empty, space: new Uint8Array() });
    const vectorSets = (await catalogue.lackingPlaces('t-sne')) ?? new Uint32Array();
    const places = Float32Array.from({ length: 2 * vectorSets.length }, () => 40 * (Math.random() + Math.random() - 1));
    await catalogue.storeProjection({ ...name, vectorSets, places, space: new Uint8Array() });
  } finally {
    await catalogue.close();
  }
}

/** Runs in the page: every chunk of points grows to so many, each a little beside its model. */
function multiply(wanted: number): void {
  const send = Worker.prototype.postMessage;
  const grown = (bytes: ArrayBuffer): ArrayBuffer => {
    const count = bytes.byteLength / 16;
    const all = new ArrayBuffer(wanted * 16);
    const fill = <Part extends Uint32Array | Float32Array | Uint8Array>(from: Part, to: Part, width: number) => {
      for (let at = 0; at < wanted * width; at += 1) {
        const model = (Math.floor(at / width) % count) * width + (at % width);
        to[at] = (from[model] as number) + (from instanceof Float32Array ? Math.random() - 0.5 : 0);
      }
    };
    fill(new Uint32Array(bytes, 0, count), new Uint32Array(all, 0, wanted), 1);
    fill(new Float32Array(bytes, 4 * count, 2 * count), new Float32Array(all, 4 * wanted, 2 * wanted), 2);
    for (let part = 12; part < 16; part += 1) {
      fill(new Uint8Array(bytes, part * count, count), new Uint8Array(all, part * wanted, wanted), 1);
    }
    return all;
  };
  Worker.prototype.postMessage = function (message: { kind?: string; bytes?: ArrayBuffer }, ...rest: unknown[]) {
    if (message.kind === 'chunk' && message.bytes !== undefined) {
      const bytes = grown(message.bytes);
      Reflect.apply(send, this, [{ kind: 'chunk', bytes }, [bytes]]);
    } else Reflect.apply(send, this, [message, ...rest]);
  };
  const tasks: { start: number; duration: number }[] = [];
  Object.assign(window, { longTasks: tasks });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) tasks.push({ start: startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
}

async function longTasks(page: Page, what: string, work: () => Promise<void>): Promise<void> {
  const began = await page.evaluate(() => performance.now());
  await work();
  await page.waitForTimeout(500);
  const tasks = await page.evaluate(
    (from) =>
      (window as unknown as { longTasks: { start: number; duration: number }[] }).longTasks.filter(
        (t) => t.start >= from,
      ),
    began,
  );
  const longest = tasks.reduce((most, { duration }) => Math.max(most, duration), 0);
  console.log(`${what}: ${tasks.length} tasks over 50 ms, the longest ${longest.toFixed(0)} ms`);
}

await ensureMap();
const browser = await chromium.launch({
  executablePath: options.chromium,
  args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
});
const host = await served(file);
try {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.addInitScript(multiply, Number(options.points));
  await page.goto(host.address);
  await page.locator('[data-row]').first().waitFor();
  console.log(`load ${(os.loadavg()[0] ?? 0).toFixed(1)} on ${os.cpus().length} cores, ${options.points} points`);
  await longTasks(page, 'Opening the map (making a million out of few counts, too)', async () => {
    await page.keyboard.press('F7');
    await page.getByRole('application').waitFor({ timeout: 120_000 });
    await page.waitForTimeout(4_000);
  });
  const box = await page.getByRole('application').boundingBox();
  if (box === null) throw new Error('The map has no place.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const hears = page.getByText('Hear by pointing');
  await hears.click();
  if (options.trace !== undefined) await browser.startTracing(page, { path: options.trace });
  await longTasks(page, 'Panning', async () => {
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let pan = 0; pan < PANS; pan += 1)
      await page.mouse.move(x + 150 * Math.sin(pan / 9), y + 90 * Math.cos(pan / 7));
    await page.mouse.up();
  });
  if (options.trace !== undefined) await browser.stopTracing();
  await longTasks(page, 'Zooming', async () => {
    for (let step = 0; step < 30; step += 1) await page.mouse.wheel(0, step < 15 ? -120 : 120);
  });
  await hears.click();
  await longTasks(page, 'Pointing and hearing', async () => {
    for (let step = 0; step < 60; step += 1) await page.mouse.move(box.x + 40 + step * 9, y + 20 * Math.sin(step));
  });
  await page.waitForTimeout(3_000);
  if (options.picture !== undefined) await page.screenshot({ path: options.picture });
} finally {
  await host.end();
  await browser.close();
}

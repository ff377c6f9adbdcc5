import type { Browser, Page } from '@playwright/test';

/** What a person would notice during something that was done in the window. */
export type Noticed = {
  readonly what: string;
  /** Tasks of the window's main thread over 50 ms, longest first, in milliseconds. */
  readonly longTasks: readonly number[];
  /** What the processor worked in the longest tasks, longest first: what they last where no other work is in the way. */
  readonly workOfTasks: readonly number[];
  readonly frames: number;
  /** Frames with a row in sight that has nothing in it, and the longest time of such frames on end. */
  readonly blankFrames: number;
  readonly longestBlankMilliseconds: number;
  /** From key or click to the next frame that was drawn. */
  readonly interactions: readonly number[];
};

type Watch = {
  longTasks: number[];
  interactions: number[];
  frames: number;
  blankFrames: number;
  blankSince: number | null;
  longestBlank: number;
};

/** Makes a page count what `noticing` reports; before it is opened. */
export async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: Watch = {
      longTasks: [],
      interactions: [],
      frames: 0,
      blankFrames: 0,
      blankSince: null,
      longestBlank: 0,
    };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longTasks.push(duration);
    }).observe({ type: 'longtask', buffered: true });
    // Until the frame after the one that a key or click asked for begins: what it drew is on the screen then.
    for (const kind of ['keydown', 'pointerdown', 'input'])
      addEventListener(
        kind,
        ({ timeStamp }) =>
          requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => seen.interactions.push(performance.now() - timeStamp);
            channel.port2.postMessage(null);
          }),
        true,
      );
    const frame = (): void => {
      const table = document.getElementById('sounds');
      const box = table?.getBoundingClientRect();
      const isBlank =
        box !== undefined &&
        [...(table?.querySelectorAll('[role=row][aria-busy=true]') ?? [])].some((row) => {
          const { top, bottom } = row.getBoundingClientRect();
          return bottom > box.top + 30 && top < box.bottom - 2;
        });
      const now = performance.now();
      seen.frames += 1;
      if (isBlank) {
        seen.blankFrames += 1;
        seen.blankSince ??= now;
        seen.longestBlank = Math.max(seen.longestBlank, now - seen.blankSince);
      } else seen.blankSince = null;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

/** What was noticed since the page was opened. */
export const noticedSinceOpening = (page: Page): Promise<Noticed> => noticed(page, 'opening');

async function noticed(page: Page, what: string): Promise<Noticed> {
  const seen = await page.evaluate(() => (window as unknown as { readonly seen: Watch }).seen);
  return {
    what,
    longTasks: [...seen.longTasks].sort((a, b) => b - a),
    workOfTasks: [],
    frames: seen.frames,
    blankFrames: seen.blankFrames,
    longestBlankMilliseconds: seen.longestBlank,
    interactions: seen.interactions,
  };
}

/**
 * Does something in the window and says what was noticed.
 *
 * @param tracer a browser that says what the processor worked, which costs some of it
 */
export async function noticing(
  page: Page,
  what: string,
  work: () => Promise<unknown>,
  tracer?: Browser,
): Promise<Noticed> {
  await page.evaluate(() => {
    const { seen } = window as unknown as { readonly seen: Watch };
    Object.assign(seen, {
      longTasks: [],
      interactions: [],
      frames: 0,
      blankFrames: 0,
      blankSince: null,
      longestBlank: 0,
    });
  });
  await tracer?.startTracing(page, {
    categories: ['toplevel', 'disabled-by-default-devtools.timeline', 'thread_time'],
  });
  await work();
  const trace = await tracer?.stopTracing();
  return { ...(await noticed(page, what)), workOfTasks: trace === undefined ? [] : workOfTasks(trace) };
}

type TraceEvent = {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
};

/** Milliseconds of processor time of the tasks of renderer main threads. */
function workOfTasks(trace: Buffer): number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { readonly traceEvents: readonly TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map((event) => threadOf(event)),
  );
  return traceEvents
    .filter((event) => event.name === 'RunTask' && event.tdur !== undefined && mains.has(threadOf(event)))
    .map(({ tdur = 0 }) => tdur / 1000)
    .sort((a, b) => b - a)
    .slice(0, 5);
}

/** As Markdown. */
export function noticedTable(all: readonly Noticed[]): string {
  const at = (times: readonly number[], share: number): string => {
    const sorted = [...times].sort((a, b) => a - b);
    const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    return value === undefined ? '–' : `${value.toFixed(0)} ms`;
  };
  return [
    '| in the window | tasks over 50 ms | longest | its work | frames with a blank row | longest blank | key to paint: median | 95th percentile |',
    '|---|---|---|---|---|---|---|---|',
    ...all.map(
      ({ what, longTasks, workOfTasks, frames, blankFrames, longestBlankMilliseconds, interactions }) =>
        `| ${what} | ${longTasks.length} | ${longTasks[0] === undefined ? 'none' : `${longTasks[0].toFixed(0)} ms`} | ${workOfTasks[0] === undefined ? '–' : `${workOfTasks[0].toFixed(0)} ms`} | ${blankFrames} of ${frames} | ${longestBlankMilliseconds.toFixed(0)} ms | ${at(interactions, 0.5)} | ${at(interactions, 0.95)} |`,
    ),
  ].join('\n');
}

import type { IndexProgress } from '../../../../src-shared/contract/indexing.ts';
import type { WorkProgress } from '../../../../src-shared/contract/jobs.ts';
import { count, roughDuration } from './words.ts';

const BAR_WIDTH = 20;

function bar(share: number): string {
  const filled = Math.round(share * BAR_WIDTH);
  return `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`;
}

/** The parts that fit: first the bar goes, then the rate, then the failures; how far and how long stay to the last. */
export function fitWidth(parts: readonly string[], width: number): string {
  const orders = [[0, 1, 2, 3, 4], [1, 2, 3, 4], [1, 3, 4], [1, 4], [1]].map((kept) =>
    kept.flatMap((index) => parts[index] || []).join(' · '),
  );
  return orders.find((text) => text.length <= width) ?? (parts[1] ?? '').slice(0, Math.max(0, width));
}

/** How far an index job is, how fast, what failed, and how long it will take; empty texts where there is nothing to say. */
export function progressParts(progress: IndexProgress): readonly string[] {
  const { soundsDone, soundsTotal, bytesDone, bytesTotal, failed, timesRealTime, secondsLeft, walked } = progress;
  return [
    bar(walked && bytesTotal > 0 ? bytesDone / bytesTotal : 0),
    `${count(soundsDone)} of ${count(soundsTotal)}${walked ? '' : '+'} sounds`,
    `${count(timesRealTime)}× real time`,
    failed ? `${count(failed)} failed` : '',
    secondsLeft === null ? '' : `${roughDuration(secondsLeft)} left`,
  ];
}

/** The same of any other long work. */
export function workProgressParts({ share, sentence, rate, secondsLeft }: WorkProgress): readonly string[] {
  return [bar(share ?? 0), sentence, rate ?? '', '', secondsLeft === null ? '' : `${roughDuration(secondsLeft)} left`];
}

/** The same for a list of files known from the start. */
export function countProgressParts(done: number, total: number, elapsedSeconds: number): readonly string[] {
  const rate = done / Math.max(elapsedSeconds, 0.001);
  const moving = done > 0 && done < total;
  return [
    bar(total > 0 ? done / total : 0),
    `${count(done)} of ${count(total)} sounds`,
    moving ? `${rate.toFixed(1)} a second` : '',
    '',
    moving ? `${roughDuration((total - done) / rate)} left` : '',
  ];
}

/** Rewrites one line of a terminal in place; writes nothing where there is no terminal. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  readonly #started = performance.now();
  #shown = false;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  showCount(done: number, total: number): void {
    if (this.#stream.isTTY) this.show(countProgressParts(done, total, (performance.now() - this.#started) / 1_000));
  }

  show(parts: readonly string[]): void {
    const width = (this.#stream.columns || 80) - 1;
    this.#stream.write(`\r\x1b[2K${fitWidth(parts, width)}`);
    this.#shown = true;
  }

  clear(): void {
    if (this.#shown) this.#stream.write('\r\x1b[2K');
    this.#shown = false;
  }
}

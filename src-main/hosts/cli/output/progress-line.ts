import type { IndexProgress } from '../../../../src-shared/contract/indexing.ts';
import { count, roughDuration } from './words.ts';

const BAR_WIDTH = 20;

function bar(share: number): string {
  const filled = Math.round(share * BAR_WIDTH);
  return `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`;
}

/** The same for a list of files known from the start. */
export function countProgressText(done: number, total: number, elapsedSeconds: number): string {
  const rate = done / Math.max(elapsedSeconds, 0.001);
  return [
    bar(total > 0 ? done / total : 0),
    `${count(done)} of ${count(total)} sounds`,
    ...(done > 0 && done < total
      ? [`${rate.toFixed(1)} a second`, `${roughDuration((total - done) / rate)} left`]
      : []),
  ].join(' · ');
}

/** One line that says how far an index job is, how fast, and how long it will take. */
export function progressText(progress: IndexProgress): string {
  const { soundsDone, soundsTotal, bytesDone, bytesTotal, failed, timesRealTime, secondsLeft, walked } = progress;
  return [
    bar(walked && bytesTotal > 0 ? bytesDone / bytesTotal : 0),
    `${count(soundsDone)} of ${count(soundsTotal)}${walked ? '' : '+'} sounds`,
    `${count(timesRealTime)}× real time`,
    ...(failed ? [`${count(failed)} failed`] : []),
    ...(secondsLeft === null ? [] : [`${roughDuration(secondsLeft)} left`]),
  ].join(' · ');
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
    if (this.#stream.isTTY) this.show(countProgressText(done, total, (performance.now() - this.#started) / 1_000));
  }

  show(text: string): void {
    this.#stream.write(`\r\x1b[2K${text.slice(0, Math.max(20, (this.#stream.columns || 80) - 1))}`);
    this.#shown = true;
  }

  clear(): void {
    if (this.#shown) this.#stream.write('\r\x1b[2K');
    this.#shown = false;
  }
}

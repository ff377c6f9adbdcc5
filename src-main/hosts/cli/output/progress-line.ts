import type { IndexProgress } from '../../../../src-shared/contract/indexing.ts';
import { count, roughDuration } from './words.ts';

const BAR_WIDTH = 20;

/** One line that says how far an index job is, how fast, and how long it will take. */
export function progressText(progress: IndexProgress): string {
  const { soundsDone, soundsTotal, bytesDone, bytesTotal, failed, timesRealTime, secondsLeft, walked } = progress;
  const share = walked && bytesTotal > 0 ? bytesDone / bytesTotal : 0;
  const filled = Math.round(share * BAR_WIDTH);
  return [
    `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`,
    `${count(soundsDone)} of ${count(soundsTotal)}${walked ? '' : '+'} sounds`,
    `${count(timesRealTime)}× real time`,
    ...(failed ? [`${count(failed)} failed`] : []),
    ...(secondsLeft === null ? [] : [`${roughDuration(secondsLeft)} left`]),
  ].join(' · ');
}

/** Rewrites one line of a terminal in place. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  #shown = false;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  show(text: string): void {
    this.#stream.write(`\r\x1b[2K${text.slice(0, Math.max(20, (this.#stream.columns ?? 80) - 1))}`);
    this.#shown = true;
  }

  clear(): void {
    if (this.#shown) this.#stream.write('\r\x1b[2K');
    this.#shown = false;
  }
}

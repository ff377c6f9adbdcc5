import type { IndexProgress } from '../../src-shared/contract/indexing.ts';

/** Before this much work an estimate would be noise. */
const SECONDS_BEFORE_AN_ESTIMATE = 2;

/** Counts an index job and tells how long the rest will take, by bytes (sounds differ too much in length). */
export class ProgressCounter {
  #workedMilliseconds = 0;
  #since: number | null = performance.now();
  walked = false;
  soundsTotal = 0;
  soundsDone = 0;
  bytesTotal = 0;
  bytesDone = 0;
  failed = 0;
  frames = 0;
  soundSeconds = 0;

  /** Without the time in which the job was paused. */
  get elapsedSeconds(): number {
    const running = this.#since === null ? 0 : performance.now() - this.#since;
    return (this.#workedMilliseconds + running) / 1_000;
  }

  pause(): void {
    if (this.#since === null) return;
    this.#workedMilliseconds += performance.now() - this.#since;
    this.#since = null;
  }

  resume(): void {
    this.#since ??= performance.now();
  }

  expect(sizeBytes: number): void {
    this.soundsTotal += 1;
    this.bytesTotal += sizeBytes;
  }

  finish(sizeBytes: number): void {
    this.soundsDone += 1;
    this.bytesDone += sizeBytes;
  }

  snapshot(): IndexProgress {
    const { walked, soundsDone, soundsTotal, bytesDone, bytesTotal, failed, frames, elapsedSeconds } = this;
    const known = walked && elapsedSeconds > SECONDS_BEFORE_AN_ESTIMATE && bytesDone > 0;
    return {
      walked,
      soundsDone,
      soundsTotal,
      bytesDone,
      bytesTotal,
      failed,
      frames,
      timesRealTime: elapsedSeconds > 0 ? this.soundSeconds / elapsedSeconds : 0,
      secondsLeft: known ? (elapsedSeconds * (bytesTotal - bytesDone)) / bytesDone : null,
    };
  }
}

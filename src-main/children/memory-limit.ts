/** How a child's watchdog tells the engine that memory was the reason: no signal or exit code says it on every system. */
import os from 'node:os';

export type WatchdogData = { readonly enginePid: number; readonly memoryLimitMegabytes: number };

const MARK = 'sonotheque: memory limit passed at';

/** The last line of a child that ends itself. */
export function memoryLimitLine(megabytes: number): string {
  return `\n${MARK} ${Math.round(megabytes)} MB\n`;
}

/** @returns the megabytes at which a child ended itself, `null` where it did not */
export function passedMemoryLimit(stderrTail: string): number | null {
  const found = new RegExp(`${MARK} (\\d+) MB\\s*$`).exec(stderrTail);
  return found ? Number(found[1]) : null;
}

/** A child's limit in megabytes: `most`, and never more than half of what the machine has. */
export function childMemoryLimit(most: number): number {
  return Math.round(Math.min(most, os.totalmem() / (1024 * 1024) / 2));
}

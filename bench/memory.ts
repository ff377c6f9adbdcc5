import { readdirSync, readFileSync } from 'node:fs';

const SAMPLE_MILLISECONDS = 100;

/** Memory of a process and everything below it, in bytes. */
export type ProcessMemory = {
  /** Resident pages, shared ones counted in each process. */
  readonly residentBytes: number;
  /** Shared pages split among the processes that share them. */
  readonly proportionalBytes: number;
};

/** Watches this process and all its children; on Linux only (elsewhere it sees this process alone). */
export class MemoryWatch {
  readonly #timer: NodeJS.Timeout;
  #residentBytes = 0;
  #proportionalBytes = 0;

  constructor(everyMilliseconds = SAMPLE_MILLISECONDS) {
    this.#sample();
    this.#timer = setInterval(() => this.#sample(), everyMilliseconds);
  }

  stop(): ProcessMemory {
    clearInterval(this.#timer);
    this.#sample();
    return { residentBytes: this.#residentBytes, proportionalBytes: this.#proportionalBytes };
  }

  #sample(): void {
    let resident = 0;
    let proportional = 0;
    for (const pid of familyOf(process.pid)) {
      const memory = memoryOf(pid);
      resident += memory.residentBytes;
      proportional += memory.proportionalBytes;
    }
    this.#residentBytes = Math.max(this.#residentBytes, resident);
    this.#proportionalBytes = Math.max(this.#proportionalBytes, proportional);
  }
}

function memoryOf(pid: number): ProcessMemory {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
    return { residentBytes: kilobytes('Rss') * 1_024, proportionalBytes: kilobytes('Pss') * 1_024 };
  } catch {
    const residentBytes = pid === process.pid ? process.memoryUsage.rss() : 0;
    return { residentBytes, proportionalBytes: residentBytes };
  }
}

/** A process and its descendants. */
function familyOf(root: number): readonly number[] {
  const children = new Map<number, number[]>();
  try {
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue;
      const parent = parentOf(Number(name));
      if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    }
  } catch {
    return [root];
  }
  const family = [root];
  for (const pid of family) family.push(...(children.get(pid) ?? []));
  return family;
}

function parentOf(pid: number): number | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name may hold anything, brackets and spaces too; what follows the last bracket is fixed.
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}

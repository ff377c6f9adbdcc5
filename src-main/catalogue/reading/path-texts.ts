const newline = 0x0a;
const slash = 0x2f;

/**
 * The library-relative paths of all sounds in memory, without case, to look for parts of them: a million take 80 MB and
 * one pass 30 ms, where SQL takes a second. One line a path; a path that changed has a new line, and its old one is dead.
 */
export type PathTexts = {
  readonly set: (slot: number, path: string) => void;
  /** Slots whose path holds a text, or with `inName` whose file name does; folded by `foldText`. Some come twice. */
  readonly holding: (folded: string, inName: boolean) => readonly number[];
  /** Whether a slot's path begins with a text. */
  readonly startsWith: (slot: number, folded: Uint8Array) => boolean;
  /** A slot's file name: from (included), to (excluded) in `bytes()`. */
  readonly nameStart: (slot: number) => number;
  readonly end: (slot: number) => number;
  readonly bytes: () => Buffer;
  /** All of it, as `createPathTexts` takes it; views of what goes on to change. */
  readonly stored: () => StoredPathTexts;
};

export type StoredPathTexts = {
  readonly bytes: Buffer;
  /** Where each line begins, and of which slot it is. */
  readonly starts: Uint32Array;
  readonly slots: Int32Array;
  /** Of each slot. */
  readonly lineOf: Uint32Array;
};

/** How paths are compared: case does not count, nor how accents are composed. */
export const foldText = (text: string): string => text.normalize('NFC').toLowerCase();

export function createPathTexts(known?: StoredPathTexts): PathTexts {
  let bytes = known?.bytes ?? Buffer.alloc(1 << 16);
  let used = known?.bytes.length ?? 0;
  let lines = known?.starts.length ?? 0;
  let starts = known?.starts ?? new Uint32Array(1024);
  let slots = known?.slots ?? new Int32Array(1024);
  let lineOf = known?.lineOf ?? new Uint32Array(1024);

  const startOf = (slot: number): number => starts[lineOf[slot] ?? 0] ?? 0;
  const endOf = (slot: number): number => {
    const line = lineOf[slot] ?? 0;
    return (line + 1 < lines ? (starts[line + 1] ?? 0) : used) - 1;
  };
  const nameStart = (slot: number): number => {
    const start = startOf(slot);
    let at = endOf(slot);
    while (at > start && bytes[at - 1] !== slash) at--;
    return at;
  };

  return {
    set: (slot, original) => {
      // A name may hold a line feed; a line may not.
      const path = original.includes('\n') ? original.replaceAll('\n', ' ') : original;
      const lower = path.toLowerCase();
      while (used + lower.length * 3 + 1 > bytes.length) bytes = Buffer.concat([bytes], bytes.length * 2);
      if (lines === starts.length) {
        starts = doubled(starts);
        slots = doubled(slots);
      }
      while (slot >= lineOf.length) lineOf = doubled(lineOf);
      const old = lineOf[slot] ?? 0;
      if (old < lines && slots[old] === slot) slots[old] = -1;
      let written = bytes.write(lower, used);
      // Longer than its characters: not ASCII, so accents may be composed in more than one way.
      if (written !== lower.length) written = bytes.write(foldText(path), used);
      starts[lines] = used;
      slots[lines] = slot;
      lineOf[slot] = lines;
      lines += 1;
      used += written;
      bytes[used] = newline;
      used += 1;
    },
    holding: (folded, inName) => {
      const found: number[] = [];
      const wanted = Buffer.from(folded);
      if (wanted.length === 0 || wanted.includes(newline)) return found;
      const text = bytes.subarray(0, used);
      let line = 0;
      for (let at = text.indexOf(wanted); at >= 0; ) {
        line = lineAt(starts, lines, at, line);
        const slot = slots[line] ?? -1;
        const end = line + 1 < lines ? (starts[line + 1] ?? 0) : used;
        if (slot < 0) {
          at = text.indexOf(wanted, end);
        } else if (!inName || at >= nameStart(slot)) {
          found.push(slot);
          at = text.indexOf(wanted, end);
        } else at = text.indexOf(wanted, at + 1);
      }
      return found;
    },
    startsWith: (slot, folded) => {
      const start = startOf(slot);
      return (
        start + folded.length <= endOf(slot) &&
        bytes.compare(folded, 0, folded.length, start, start + folded.length) === 0
      );
    },
    nameStart,
    end: endOf,
    bytes: () => bytes,
    stored: () => ({
      bytes: bytes.subarray(0, used),
      starts: starts.subarray(0, lines),
      slots: slots.subarray(0, lines),
      lineOf,
    }),
  };
}

/** The line that holds a place: from a line before it, in growing steps, then halving. */
function lineAt(starts: Uint32Array, lines: number, place: number, from: number): number {
  let low = from;
  let step = 1;
  while (low + step < lines && (starts[low + step] ?? 0) <= place) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, lines);
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle;
  }
  return low;
}

function doubled<Numbers extends Uint32Array | Int32Array>(old: Numbers): Numbers {
  const grown = new (old.constructor as new (length: number) => Numbers)(Math.max(1024, old.length * 2));
  grown.set(old);
  return grown;
}

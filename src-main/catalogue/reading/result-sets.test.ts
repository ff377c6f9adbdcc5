import { describe, expect, it } from 'vitest';
import { createResultSets } from './result-sets.ts';

describe('result sets', () => {
  it('give pages of what was kept, until it is released', () => {
    const sets = createResultSets();
    const { id, count } = sets.keep(Uint32Array.of(7, 8, 9), 1);
    expect(count).toBe(3);
    expect(sets.slice(id, 1, 5)).toEqual([8, 9]);
    sets.release(id);
    expect(() => sets.slice(id, 0, 1)).toThrow('no longer kept');
  });

  it('let the one go that was unused for longest', () => {
    const sets = createResultSets();
    const first = sets.keep(Uint32Array.of(1), 1);
    const second = sets.keep(Uint32Array.of(2), 1);
    for (let more = 0; more < 62; more += 1) sets.keep(Uint32Array.of(3), 1);
    sets.idsOf(first.id);
    sets.keep(Uint32Array.of(4), 1);
    expect([...sets.idsOf(first.id)]).toEqual([1]);
    expect(() => sets.idsOf(second.id)).toThrow('no longer kept');
  });

  it('of an engine are never taken for those of the one before it', () => {
    const before = createResultSets().keep(Uint32Array.of(1, 2, 3), 1);
    const after = createResultSets();
    for (let more = 0; more < 10; more += 1) after.keep(Uint32Array.of(4, 5, 6), 1);
    expect(() => after.slice(before.id, 0, 3)).toThrow('no longer kept');
    after.release(before.id);
  });
});

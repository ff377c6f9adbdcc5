/** Numbers that look random, 0…1 without 1, always the same for a seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A new order of what is given, always the same for a seed (Fisher–Yates). */
export function shuffled<Item>(items: Iterable<Item>, seed: number): Item[] {
  const order = [...items];
  const random = seededRandom(seed);
  for (let last = order.length - 1; last > 0; last -= 1) {
    const place = Math.floor(random() * (last + 1));
    [order[last], order[place]] = [order[place] as Item, order[last] as Item];
  }
  return order;
}

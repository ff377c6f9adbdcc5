/**
 * Groups of items that share any key, directly or through others: a disjoint-set forest (Tarjan 1975). Items without
 * keys stand alone.
 * @param keysOf the keys of each item
 * @returns a group number an item, from 0 in the order of first appearance
 */
export function groupByKeys(keysOf: readonly (readonly string[])[]): Int32Array {
  const parents = Int32Array.from(keysOf.keys());
  const rootOf = (item: number): number => {
    let root = item;
    while ((parents[root] as number) !== root) {
      parents[root] = parents[parents[root] as number] as number;
      root = parents[root] as number;
    }
    return root;
  };
  const holders = new Map<string, number>();
  for (const [item, keys] of keysOf.entries()) {
    for (const key of keys) {
      const holder = holders.get(key);
      if (holder === undefined) holders.set(key, item);
      else parents[rootOf(item)] = rootOf(holder);
    }
  }
  const numbers = new Map<number, number>();
  return Int32Array.from(parents, (_, item) => {
    const root = rootOf(item);
    const number = numbers.get(root) ?? numbers.size;
    numbers.set(root, number);
    return number;
  });
}

import type { Starter } from '../starter.ts';
import { lotOf } from './training-set.ts';

const starters = new WeakMap<Starter, string>();

/**
 * Names what suggestions are made by: the starter and the labels learned from, whatever their order.
 * @param said what stands for the labels that speak to their folders
 */
export function scoringName(starter: Starter, keys: Iterable<string>, said = '0 0'): string {
  let count = 0;
  let sum = 0;
  let mixed = 0;
  for (const key of keys) {
    const lot = lotOf(key);
    count += 1;
    sum = (sum + lot) >>> 0;
    mixed = (mixed ^ Math.imul(lot, 0x9e3779b1)) >>> 0;
  }
  return `${starterName(starter)} ${count} ${sum.toString(36)} ${mixed.toString(36)} ${said}`;
}

function starterName(starter: Starter): string {
  const known = starters.get(starter);
  if (known !== undefined) return known;
  const { features, head, fusion, learning } = starter;
  const numbers = [features.components, features.mean, head.weights, head.biases].map(
    (values) => values.reduce((sum, value, at) => (Math.imul(sum, 31) + Math.round(value * 1e4) + at) | 0, 7) >>> 0,
  );
  const name = lotOf(JSON.stringify([features.version, numbers, fusion, learning])).toString(36);
  starters.set(starter, name);
  return name;
}

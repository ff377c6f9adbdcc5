import type { Database } from 'better-sqlite3';
import type { SortKey } from '../types.ts';
import type { Orders } from './column-table.ts';
import type { Columns } from './columns.ts';
import type { Mask } from './mask.ts';
import { inNameOrder } from './name-order.ts';
import { createPathOrder } from './path-order.ts';
import { sortByNumber } from './sort-by-number.ts';
import { type ColumnName, statusCodes } from './sound-columns.ts';

type NumberKey = Exclude<SortKey, 'path' | 'name' | 'collection'>;

/** From so many sounds on an order of all is made and kept; fewer are sorted each time. */
const fewestForKeptOrder = 50_000;
/** An order takes 4 MB a million sounds. */
const mostKeptOrders = 8;

/** What each order depends on beside the paths. */
const sortColumns: { readonly [By in NumberKey]: readonly ColumnName[] } = {
  duration: ['durationSeconds'],
  format: ['container'],
  sampleRate: ['sampleRateHz'],
  bitDepth: ['bitDepth'],
  channels: ['channels'],
  loudness: ['integratedLufs'],
  peak: ['samplePeakDbfs'],
  category: ['labelCategory', 'suggestedCategory'],
  probability: ['probability'],
  labelSource: ['labelSource'],
  status: ['status'],
  added: ['addedMilliseconds'],
  modified: ['modifiedMilliseconds'],
};

/** Puts matching sounds in order; equal ones stand in the order of their paths. */
export function createSorter(db: Database) {
  const pathOrderOf = createPathOrder(db);
  let names: { readonly paths: Uint32Array; readonly slots: Uint32Array } | undefined;
  const kept = new Map<
    string,
    { readonly version: string; readonly paths: Uint32Array; readonly slots: Uint32Array }
  >();

  const byName = (columns: Columns): Uint32Array => {
    const paths = pathOrderOf(columns);
    if (names?.paths === paths) return names.slots;
    const { knownOrders } = columns.pathState;
    const kept = knownOrders.path === paths ? knownOrders.name : undefined;
    names = { paths, slots: kept ?? inNameOrder(paths, columns.paths) };
    return names.slots;
  };

  const keptOrder = (columns: Columns, by: NumberKey, descending: boolean): Uint32Array => {
    const name = `${by} ${descending}`;
    const paths = pathOrderOf(columns);
    const known = kept.get(name);
    const version = sortColumns[by].map(columns.versionOf).join(',');
    if (known?.version === version && known.paths === paths) return known.slots;
    const slots = sortByNumber(paths, numbersOf(by, columns), descending);
    kept.delete(name);
    kept.set(name, { version, paths, slots });
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKeptOrders) break;
      kept.delete(oldest);
    }
    return slots;
  };

  const sorted = (
    mask: Mask,
    columns: Columns,
    by: Exclude<SortKey, 'collection'>,
    descending: boolean,
  ): Uint32Array => {
    if (by === 'path' || by === 'name') {
      const found = matching(by === 'path' ? pathOrderOf(columns) : byName(columns), mask);
      if (descending) found.reverse();
      return toIds(found, columns);
    }
    const found = matching(pathOrderOf(columns), mask);
    if (found.length < fewestForKeptOrder) {
      return toIds(sortByNumber(found, numbersOf(by, columns), descending), columns);
    }
    return toIds(matching(keptOrder(columns, by, descending), mask), columns);
  };
  return {
    sorted,
    /** Of all sounds: by path, and by name where somebody asked for it since the last path changed. */
    orders: (columns: Columns): Orders => {
      const path = pathOrderOf(columns);
      return names?.paths === path ? { path, name: names.slots } : { path };
    },
  };
}

/** The slots of an order that a mask holds. */
function matching(order: Uint32Array, mask: Mask): Uint32Array {
  const found = new Uint32Array(order.length);
  let count = 0;
  for (let i = 0; i < order.length; i++) {
    const slot = order[i] ?? 0;
    if (mask[slot] !== 1) continue;
    found[count] = slot;
    count += 1;
  }
  return found.slice(0, count);
}

/** In place. */
function toIds(slots: Uint32Array, columns: Columns): Uint32Array {
  for (let i = 0; i < slots.length; i++) slots[i] = columns.id[slots[i] ?? 0] ?? 0;
  return slots;
}

function numbersOf(by: NumberKey, columns: Columns): (slot: number) => number {
  const ofNumber = (column: Float64Array) => (slot: number) => column[slot] ?? Number.NaN;
  const ofWords = (codes: Uint16Array, numbers: Float64Array) => (slot: number) =>
    numbers[codes[slot] ?? 0] ?? Number.NaN;
  switch (by) {
    case 'duration':
      return ofNumber(columns.durationSeconds);
    case 'loudness':
      return ofNumber(columns.integratedLufs);
    case 'peak':
      return ofNumber(columns.samplePeakDbfs);
    case 'probability':
      return ofNumber(columns.probability);
    case 'added':
      return ofNumber(columns.addedMilliseconds);
    case 'modified':
      return ofNumber(columns.modifiedMilliseconds);
    case 'sampleRate':
      return ofWords(columns.sampleRateHz, wordNumbers(columns));
    case 'bitDepth':
      return ofWords(columns.bitDepth, wordNumbers(columns));
    case 'channels':
      return ofWords(columns.channels, wordNumbers(columns));
    case 'format':
      return ofWords(columns.container, wordRanks(columns));
    case 'labelSource':
      return ofWords(columns.labelSource, wordRanks(columns));
    case 'category': {
      const ranks = wordRanks(columns);
      return (slot) => ranks[columns.labelCategory[slot] || columns.suggestedCategory[slot] || 0] ?? Number.NaN;
    }
    case 'status': {
      const ranks = Object.values(statusCodes);
      return (slot) => ranks[columns.status[slot] ?? 0] ?? Number.NaN;
    }
  }
}

const wordNumbers = ({ words }: Columns): Float64Array =>
  Float64Array.from(words.values, (value) => (typeof value === 'number' ? value : Number.NaN));

function wordRanks({ words }: Columns): Float64Array {
  const ranks = new Float64Array(words.values.length).fill(Number.NaN);
  const inOrder = words.values
    .map((value, code) => ({ name: String(value), code }))
    .filter(({ code }) => code !== 0)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const [rank, { code }] of inOrder.entries()) ranks[code] = rank;
  return ranks;
}

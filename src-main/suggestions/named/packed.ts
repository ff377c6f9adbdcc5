/** What is kept of the evidence from names, so that suggesting again needs no reading: some dozens of bytes a sound. */
import { categories, subcategories } from '../../../src-shared/ucs/index.ts';
import { unspoken } from './explain.ts';
import type { NamedBelief } from './read-names.ts';

/** Empty where names say nothing. */
export type PackedNames = Uint8Array;

/** Grows when names are read in another way: what is stored is read again. */
export const namesVersion = 1;

const MOST_SHARES = 10;
/** All of them are kept however unlikely: as many as are suggested. */
const LEAST_SHARES = 3;
const LEAST_PROBABILITY = 0.004;
const MOST_WORDS = 2;
/** Words of a category that is less likely are worth no room. */
const LEAST_WORTH_WORDS = 0.05;
const MOST_WORD_BYTES = 60;
const LEAST_SUBCATEGORY_SHARE = 0.5;
const NO_SUBCATEGORY = 0xffff;
const NO_WORDS = 255;
/** A probability is −ln p in steps of this. */
const LOG_STEP = 1 / 4096;
const SHARE_BYTES = 7;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * How many shares (uint8); of each its category (uint8), −ln p × 4096 (uint16), subcategory (uint16) with its share of 255
 * (uint8), and which text is its words (uint8); then the texts, each after its length in bytes (uint8). Little endian.
 */
export function packNames(belief: NamedBelief | null): PackedNames {
  if (belief === null) return new Uint8Array();
  const { probabilities, catIdsOf, explain } = belief;
  const probabilityOf = (category: number): number => probabilities[category] ?? 0;
  const kept = Array.from(probabilities.keys())
    .sort((a, b) => probabilityOf(b) - probabilityOf(a) || a - b)
    .slice(0, MOST_SHARES)
    .filter((category, place) => place < LEAST_SHARES || probabilityOf(category) >= LEAST_PROBABILITY);
  const texts: Uint8Array[] = [];
  const told = new Map<string, number>();
  const wordsAt = (category: number): number => {
    const text = probabilityOf(category) < LEAST_WORTH_WORDS ? unspoken(category) : explain(category);
    if (text === unspoken(category)) return NO_WORDS;
    const known = told.get(text);
    if (known !== undefined) return known;
    if (texts.length === MOST_WORDS) return NO_WORDS;
    told.set(text, texts.length);
    return texts.push(shortened(text)) - 1;
  };
  const wordPlaces = kept.map(wordsAt);
  const textBytes = texts.reduce((sum, { length }) => sum + 1 + length, 0);
  const bytes = new Uint8Array(1 + kept.length * SHARE_BYTES + textBytes);
  const view = new DataView(bytes.buffer);
  bytes[0] = kept.length;
  for (const [place, category] of kept.entries()) {
    const at = 1 + place * SHARE_BYTES;
    const [likeliest] = catIdsOf(category);
    const index = likeliest === undefined ? -1 : indexOfCatId(likeliest.catId);
    const isLikely = likeliest !== undefined && index >= 0 && likeliest.probability >= LEAST_SUBCATEGORY_SHARE;
    view.setUint8(at, category);
    view.setUint16(at + 1, Math.min(0xffff, Math.round(-Math.log(probabilityOf(category)) / LOG_STEP)), true);
    view.setUint16(at + 3, isLikely ? index : NO_SUBCATEGORY, true);
    view.setUint8(at + 5, isLikely ? Math.round(likeliest.probability * 255) : 0);
    view.setUint8(at + 6, wordPlaces[place] ?? NO_WORDS);
  }
  let at = 1 + kept.length * SHARE_BYTES;
  for (const text of texts) {
    bytes[at] = text.length;
    bytes.set(text, at + 1);
    at += 1 + text.length;
  }
  return bytes;
}

/** Categories that are kept; 0 where names say nothing, and for bytes that no `packNames` of this kind wrote. */
export function shareCount(bytes: PackedNames): number {
  const count = bytes[0] ?? 0;
  return bytes.length < 1 + count * SHARE_BYTES ? 0 : count;
}

export const shareCategory = (bytes: PackedNames, place: number): number => bytes[1 + place * SHARE_BYTES] ?? 0;

export function shareProbability(bytes: PackedNames, place: number): number {
  const at = 2 + place * SHARE_BYTES;
  return Math.exp(-((bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256) * LOG_STEP);
}

/** What is left for each of all other categories. */
export function unkeptProbability(bytes: PackedNames): number {
  const count = shareCount(bytes);
  let left = 1;
  for (let place = 0; place < count; place += 1) left -= shareProbability(bytes, place);
  return Math.max(0, left) / (categories.length - count);
}

/** Of any category, kept or not. */
export function probabilityOf(bytes: PackedNames, category: number): number {
  for (let place = shareCount(bytes) - 1; place >= 0; place -= 1) {
    if (shareCategory(bytes, place) === category) return shareProbability(bytes, place);
  }
  return unkeptProbability(bytes);
}

/** The likeliest category and the words that say so, as a number that is the same for the same; `null`: names say nothing. */
export function clueOf(bytes: PackedNames): { readonly category: number; readonly words: number } | null {
  if (shareCount(bytes) === 0) return null;
  const { start, end } = textPlace(bytes, bytes[7] ?? NO_WORDS);
  let words = 0x811c9dc5;
  for (let at = start; at < end; at += 1) words = Math.imul(words ^ (bytes[at] ?? 0), 0x01000193);
  return { category: shareCategory(bytes, 0), words: words >>> 0 };
}

/** The belief as it was when it was packed, less what was left out; `null` where names say nothing. */
export function unpackNames(bytes: PackedNames): NamedBelief | null {
  const count = shareCount(bytes);
  if (count === 0) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const probabilities = new Float32Array(categories.length).fill(unkeptProbability(bytes));
  const places = new Map<number, number>();
  for (let place = 0; place < count; place += 1) {
    const category = shareCategory(bytes, place);
    probabilities[category] = shareProbability(bytes, place);
    places.set(category, 1 + place * SHARE_BYTES);
  }
  return {
    probabilities,
    catIdsOf: (category) => {
      const at = places.get(category);
      const row = at === undefined ? undefined : subcategories[view.getUint16(at + 3, true)];
      return at === undefined || row === undefined
        ? []
        : [{ catId: row.catId, probability: view.getUint8(at + 5) / 255 }];
    },
    explain: (category) => {
      const at = places.get(category);
      return (at === undefined ? null : textAt(bytes, view.getUint8(at + 6))) ?? unspoken(category);
    },
  };
}

function textAt(bytes: PackedNames, wanted: number): string | null {
  const { start, end } = textPlace(bytes, wanted);
  return end > start ? decoder.decode(bytes.subarray(start, end)) : null;
}

/** Empty where there is no such text. */
function textPlace(bytes: PackedNames, wanted: number): { readonly start: number; readonly end: number } {
  let place = 0;
  for (let at = 1 + shareCount(bytes) * SHARE_BYTES; at < bytes.length; at += 1 + (bytes[at] ?? 0)) {
    if (place === wanted) return { start: at + 1, end: at + 1 + (bytes[at] ?? 0) };
    place += 1;
  }
  return { start: 0, end: 0 };
}

const indices = new Map<string, number>(subcategories.map(({ catId }, index) => [catId, index]));
const indexOfCatId = (catId: string): number => indices.get(catId) ?? -1;

/** Cut between two characters. */
function shortened(text: string): Uint8Array {
  const whole = encoder.encode(text);
  if (whole.length <= MOST_WORD_BYTES) return whole;
  let kept = '';
  let room = MOST_WORD_BYTES - encoder.encode('…').length;
  for (const character of text) {
    room -= encoder.encode(character).length;
    if (room < 0) break;
    kept += character;
  }
  return encoder.encode(`${kept.trimEnd()}…`);
}

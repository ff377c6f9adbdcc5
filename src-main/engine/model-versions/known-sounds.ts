/** Which sounds a version's run had labels of, kept with it to teach its suggestions. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { categories, ucsInForce } from '../../../src-shared/ucs/index.ts';
import type { RunDatasets } from '../../training/run-folder/index.ts';

export const KNOWN_SOUNDS_FILE = 'known-sounds.json';

const knownSounds = z.array(z.tuple([z.string(), z.string()]));

/** Payload → category. Only what was learned from: the sounds of the test split stay unknown. */
export function knownOf({ datasets }: RunDatasets): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const { classKind, classes, sounds } of datasets) {
    for (const { payloadHash, class: place, split } of sounds) {
      const category = categoryOf(classes[place] ?? '', classKind);
      if (payloadHash !== null && category !== null && split !== 'test') known.set(payloadHash, category);
    }
  }
  return known;
}

/** `null` of classes that are not UCS. */
export function categoryOf(name: string, kind: 'category' | 'subcategory' | 'own'): string | null {
  if (kind === 'own') return null;
  const category = kind === 'category' ? name : (ucsInForce().byCatId.get(name.toLowerCase())?.category ?? '');
  return categories.includes(category) ? category : null;
}

export const writeKnown = (known: ReadonlyMap<string, string>): Uint8Array =>
  Buffer.from(`${JSON.stringify([...known])}\n`);

/** Of a version's folder; none where it was imported. */
export function readKnown(folder: string): ReadonlyMap<string, string> {
  const file = path.join(folder, KNOWN_SOUNDS_FILE);
  return existsSync(file) ? new Map(knownSounds.parse(JSON.parse(readFileSync(file, 'utf8')))) : new Map();
}

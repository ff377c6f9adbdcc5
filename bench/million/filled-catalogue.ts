import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BulkSound, openForBulkFilling } from '../../src-main/catalogue/testing/bulk-fill.ts';
import type { ModelVersionId } from '../../src-shared/contract/identifiers.ts';
import { createFrameVectors } from './frame-vectors.ts';
import { type GeneratorOptions, generateSounds, libraryNames } from './generate-sounds.ts';
import { readVocabulary } from './vocabulary.ts';

export type FillOptions = {
  /** Where catalogues are kept for the next run. */
  readonly folder: string;
  readonly sounds: number;
  /** Vectors a sound; none by default. */
  readonly frames?: number;
  readonly seed?: number;
  /** Sound libraries whose file names are the vocabulary. */
  readonly namesFrom?: string;
  /** Instead of invented ones. `name` tells catalogues with other vectors apart. */
  readonly vectors?: { readonly name: string; readonly embeddingsOf: GeneratorOptions['embeddingsOf'] };
  readonly onProgress?: (stored: number) => void;
};

const modelVersion = 'bench' as ModelVersionId;
const soundsATransaction = 5000;

/**
 * The path of a catalogue with so many sounds: the one that an earlier run left in the folder, or a new one.
 */
export function filledCatalogue(options: FillOptions): string {
  const { folder, sounds, frames = 0, seed = 1, namesFrom, vectors, onProgress } = options;
  const vocabulary = readVocabulary(namesFrom);
  const words = createHash('sha256').update(JSON.stringify(vocabulary)).digest('hex').slice(0, 8);
  const name = ['sounds', sounds, 'frames', vectors?.name ?? frames, 'seed', seed, words].join('-');
  const file = path.join(folder, `${name}.sonotheque`);
  const complete = path.join(folder, `${name}.complete`);
  if (existsSync(complete)) return file;
  mkdirSync(folder, { recursive: true });
  for (const old of [file, `${file}-index`, `${file}-wal`, `${file}-index-wal`]) rmSync(old, { force: true });

  const catalogue = openForBulkFilling(file, modelVersion);
  const libraries = libraryNames.map((library) => catalogue.addLibrary(library, `/sounds/${library}`));
  const embeddingsOf = vectors?.embeddingsOf ?? createFrameVectors(frames, seed);
  let batch: BulkSound[] = [];
  let stored = 0;
  const store = () => {
    catalogue.store(batch);
    stored += batch.length;
    batch = [];
    onProgress?.(stored);
  };
  for (const sound of generateSounds({ sounds, seed, vocabulary, modelVersion, embeddingsOf }, libraries)) {
    batch.push(sound);
    if (batch.length === soundsATransaction) store();
  }
  store();
  catalogue.close();
  writeFileSync(complete, '');
  return file;
}

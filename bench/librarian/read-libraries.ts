import path from 'node:path';
import { unlike } from '../../scripts/starter-head/fit.ts';
import { type PooledLabel, readSounds, type Source } from '../../scripts/starter-head/read-sounds.ts';
import { type Catalogue, type ListenedSound, openCatalogue } from '../../src-main/catalogue/index.ts';
import { pathName } from '../../src-main/catalogue/testing/fixtures.ts';
import { openFrameCategories } from '../../src-main/encoder/index.ts';
import { shippedStarter, teach } from '../../src-main/suggestions/index.ts';
import type { KnownSound, SimulatedLibrary } from './types.ts';

/**
 * Reads libraries whose surely labelled sounds are to be reviewed, and fits a starter head to all other sounds of the lists
 * that aren't the same recordings as any of them.
 */
export async function readLibraries(
  sources: readonly Source[],
  names: readonly string[],
): Promise<readonly SimulatedLibrary[]> {
  const read: { readonly source: Source; readonly sounds: readonly PooledLabel[] }[] = [];
  for (const source of sources) read.push({ source, sounds: await readSounds(source) });
  const all = read.flatMap(({ sounds }) => sounds);
  const out = all.filter(({ library }) => names.includes(library));
  const teachers = unlike(
    all.filter(({ library }) => !names.includes(library)),
    out,
  );
  console.error(`The head learns from ${teachers.length} sounds, without ${names.join(', ')}.`);
  const [shipped, taught] = [shippedStarter(), teach(teachers)];
  if (shipped === null || taught === null) throw new Error('There is nothing to learn from.');
  const starter = { ...shipped, ...taught };
  const libraries: SimulatedLibrary[] = [];
  for (const name of names) {
    const from = read.find(({ sounds }) => sounds.some(({ library }) => library === name));
    if (from === undefined) throw new Error(`No list has sounds of ${name}.`);
    const sure = from.sounds.filter(({ library, sure }) => library === name && sure);
    libraries.push({ name, sounds: await withStored(from.source, sure), starter });
  }
  return libraries;
}

async function withStored(source: Source, sounds: readonly PooledLabel[]): Promise<readonly KnownSound[]> {
  const catalogue = await openCatalogue(source.catalogue, { readOnly: true });
  try {
    const known: KnownSound[] = [];
    const categorize = openFrameCategories();
    for (const sound of sounds) {
      const stored = await storedOf(catalogue, source, sound);
      const { embeddings, levelsDb } = stored.vectors;
      known.push({ ...sound, stored, evidence: { embeddings, levelsDb, frameCategories: categorize(embeddings) } });
    }
    return known;
  } finally {
    await catalogue.close();
  }
}

async function storedOf(
  catalogue: Catalogue,
  { folder }: Source,
  { library, relativePath }: PooledLabel,
): Promise<KnownSound['stored'] & { readonly vectors: NonNullable<ListenedSound['vectors']> }> {
  const row = await catalogue.soundByPath(path.resolve(folder, library, relativePath));
  const vectors = row && (await catalogue.vectors(row.id));
  if (!row?.payloadHash || !row.format || !vectors) throw new Error(`${relativePath} was not listened to.`);
  return {
    path: pathName(relativePath),
    hints: { sizeBytes: row.sizeBytes, modifiedNs: 1n, edgesHash: row.payloadHash.slice(-16) },
    payloadHash: row.payloadHash,
    format: row.format,
    loudness: row.loudness,
    metadata: { fields: {}, entries: [], warnings: [] },
    peaks: null,
    vectors,
  };
}

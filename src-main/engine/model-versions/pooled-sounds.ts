/** Sounds as rows of numbers, for teaching suggestions. */

import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import { type Catalogue, openCatalogue, type SoundRow } from '../../catalogue/index.ts';
import { type PooledSound, poolSound, shuffled } from '../../learning/index.ts';

type Categorize = (embeddings: Float32Array) => Float32Array;

const ROWS_AT_ONCE = 2_000;
/** Of a long recording a few minutes say what it is. */
const MOST_FRAMES = 200;

/** Pools frames that are all known to be audible. */
export function poolFrames(embeddings: Float32Array, frames: number, categorize: Categorize): PooledSound | null {
  if (frames === 0) return null;
  return poolSound({ embeddings, frameCategories: categorize(embeddings), levelsDb: new Float32Array(frames) });
}

export type StoredSound = {
  readonly payloadHash: string;
  readonly embeddings: Float32Array;
  readonly levelsDb: Float32Array;
  /** Of the second version, where it was asked for. */
  readonly others: Float32Array | null;
};

/**
 * Vectors of sounds of a catalogue, mixed always in the same way; those that must be there first.
 *
 * @param version whose vectors are read
 * @param other a second version's, of the same sounds; `null`: none
 */
export async function* storedSounds(
  file: string,
  version: string,
  other: string | null,
  { most, first }: { readonly most: number; readonly first: ReadonlyMap<string, string> },
): AsyncGenerator<StoredSound> {
  const catalogue = await openCatalogue(file, { readOnly: true });
  try {
    const rows = await allRows(catalogue);
    const seen = new Set<string>();
    const distinct = rows.filter(({ payloadHash }) => {
      if (payloadHash === null || seen.has(payloadHash)) return false;
      seen.add(payloadHash);
      return true;
    });
    const isFirst = ({ payloadHash }: SoundRow) => payloadHash !== null && first.has(payloadHash);
    const others = shuffled(
      distinct.filter((row) => !isFirst(row)),
      1,
    ).slice(0, most);
    for (const { id, payloadHash } of [...distinct.filter(isFirst), ...others]) {
      const stored = await catalogue.vectors(id, version as ModelVersionId);
      if (stored === null || payloadHash === null) continue;
      const second = other === null ? null : await catalogue.vectors(id, other as ModelVersionId);
      if (other !== null && second === null) continue;
      const frames = Math.min(stored.levelsDb.length, MOST_FRAMES);
      const width = stored.embeddings.length / stored.levelsDb.length;
      yield {
        payloadHash,
        embeddings: stored.embeddings.subarray(0, frames * width),
        levelsDb: stored.levelsDb.subarray(0, frames),
        others: second?.embeddings.subarray(0, frames * width) ?? null,
      };
    }
  } finally {
    await catalogue.close();
  }
}

async function allRows(catalogue: Catalogue): Promise<readonly SoundRow[]> {
  const { id, count } = await catalogue.query({});
  const rows: SoundRow[] = [];
  for (let offset = 0; offset < count; offset += ROWS_AT_ONCE)
    rows.push(...(await catalogue.page(id, offset, ROWS_AT_ONCE)));
  await catalogue.releaseResultSet(id);
  return rows.filter(({ status }) => status !== 'failed');
}

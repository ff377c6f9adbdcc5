import path from 'node:path';
import type { EvaluationFault } from '../../../src-shared/contract/evaluation.ts';
import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import { categories } from '../../../src-shared/ucs/index.ts';
import type { Catalogue } from '../../catalogue/index.ts';
import type { EvaluatedSound, LabelledRow } from '../../evaluation/index.ts';
import type { Listener } from '../../indexing/index.ts';
import type { PlaybackDecoders } from '../../playback/index.ts';
import { listenToFiles } from '../listen-to-files.ts';
import { type CachedSound, cacheKey, type HeardCache } from './heard-cache.ts';

export type GatherParts = {
  /** `null` where there is none. */
  readonly catalogue: Pick<Catalogue, 'soundByPath' | 'vectors'> | null;
  readonly listener: Listener;
  readonly decoders: Pick<PlaybackDecoders, 'categorize'>;
  readonly cache: HeardCache;
  /** Whose heads are at hand: stored vectors of other versions are not used. */
  readonly modelVersion: ModelVersionId;
};

export type GatherRequest = {
  readonly rows: readonly LabelledRow[];
  /** Absolute. */
  readonly folder: string;
  /** Which labels count; `null`: all. */
  readonly confidence: string | null;
  readonly signal?: AbortSignal;
};

export type Gathered = { readonly sounds: readonly EvaluatedSound[]; readonly faults: readonly EvaluationFault[] };

/** Rows are looked up so many at once: the catalogue's thread and the child that knows the heads then both have work. */
const AT_ONCE = 8;
/** How far labels are believed that are not scored. */
const DOUBTED = 0.5;

/**
 * The vectors of every listed file: from the catalogue, from an earlier evaluation, else by listening. Tells how many
 * sounds are there; the last thing that it gives is the sounds in the order of the rows, with what could not be found.
 * @throws SonothequeError when something has to be listened to and no encoder can be opened
 */
export async function* gatherSounds(
  parts: GatherParts,
  { rows, folder, confidence, signal }: GatherRequest,
): AsyncGenerator<number, Gathered> {
  const found = new Map<LabelledRow, CachedSound>();
  const faults: EvaluationFault[] = [];
  const unheard: { readonly row: LabelledRow; readonly file: string; readonly key: string }[] = [];
  for (let begin = 0; begin < rows.length; begin += AT_ONCE) {
    signal?.throwIfAborted();
    const some = rows.slice(begin, begin + AT_ONCE).map(async (row) => {
      const file = path.resolve(folder, row.path);
      const stored = await storedSound(parts, file);
      if (stored) return void found.set(row, stored);
      const key = await cacheKey(file, parts.modelVersion);
      if (key === null) {
        const message = `Line ${row.line}: ${file} is not there.`;
        return void faults.push({ kind: 'missing-file', line: row.line, path: row.path, message });
      }
      const cached = parts.cache.find(key);
      if (cached) found.set(row, cached);
      else unheard.push({ row, file, key });
    });
    await Promise.all(some);
    yield found.size;
  }
  const paths = unheard.map(({ file }) => Buffer.from(file));
  let next = 0;
  if (paths.length > 0) {
    for await (const { listened, failure } of listenToFiles(parts.listener, paths, signal)) {
      const wanted = unheard[next];
      next += 1;
      if (!wanted) continue;
      const { row, file, key } = wanted;
      if (listened) {
        const { embeddings, levelsDb } = listened.products;
        const sound = { embeddings, levelsDb, fields: listened.metadata.fields };
        found.set(row, sound);
        await parts.cache.keep(key, sound);
      } else {
        const message = `Line ${row.line}: ${file} could not be listened to. ${failure?.message ?? ''}`.trim();
        faults.push({ kind: 'unreadable-file', line: row.line, path: row.path, message });
      }
      yield found.size;
    }
  }
  signal?.throwIfAborted();
  const sounds: EvaluatedSound[] = [];
  for (const [row, heard] of found) sounds.push(await evaluatedSound(parts, row, heard, folder, confidence));
  // Looked up in parallel, they may have come in any order; learning must not depend on it.
  const lineOf = new Map([...found.keys()].map((row) => [path.resolve(folder, row.path), row.line]));
  sounds.sort((a, b) => (lineOf.get(a.path) ?? 0) - (lineOf.get(b.path) ?? 0));
  return { sounds, faults: faults.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
}

async function storedSound({ catalogue, modelVersion }: GatherParts, file: string): Promise<CachedSound | null> {
  const sound = await catalogue?.soundByPath(file);
  if (sound?.status !== 'indexed') return null;
  const stored = await catalogue?.vectors(sound.id, modelVersion);
  if (!stored || stored.modelVersion !== modelVersion) return null;
  return { embeddings: stored.embeddings, levelsDb: stored.levelsDb, fields: sound.fields };
}

async function evaluatedSound(
  { decoders }: GatherParts,
  row: LabelledRow,
  { embeddings, levelsDb, fields }: CachedSound,
  folder: string,
  confidence: string | null,
): Promise<EvaluatedSound> {
  const { library, relativePath, category, catId, duplicateGroup } = row;
  const counts = confidence === null || row.confidence === confidence;
  return {
    path: path.resolve(folder, row.path),
    library: library || path.basename(folder),
    relativePath,
    embeddings,
    frameCategories: await decoders.categorize(embeddings),
    levelsDb,
    fields,
    category,
    categoryIndex: categories.indexOf(category),
    catId,
    trust: counts ? 1 : DOUBTED,
    duplicateGroup,
    counts,
  };
}

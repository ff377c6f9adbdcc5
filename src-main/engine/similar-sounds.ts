import { SonothequeError } from '../../src-shared/contract/failures.ts';
import type { SimilarRecord } from '../../src-shared/contract/sounds.ts';
import { type Catalogue, embeddingLength } from '../catalogue/index.ts';
import type { Listener } from '../indexing/index.ts';
import { toSoundRecord } from './records.ts';

/** A frame is 100 spectrum frames of 1,024 samples at 44,100 Hz; the next begins 50 later. */
const HOP_SECONDS = (50 * 1_024) / 44_100;
const FRAME_SECONDS = 2 * HOP_SECONDS;

export type SimilarOptions = {
  readonly limit: number;
  /** Part of the file that is meant; default: all of it. */
  readonly startSeconds?: number;
  readonly endSeconds?: number;
};

type WithListener = <Result>(work: (listener: Listener) => Promise<Result>) => Promise<Result>;

/**
 * Sounds nearest to a file: by its stored vectors, or by listening to it when it isn't in the catalogue.
 * @throws SonothequeError
 */
export async function findSimilar(
  catalogue: Catalogue,
  file: string,
  options: SimilarOptions,
  withListener: WithListener,
): Promise<readonly SimilarRecord[]> {
  const known = await catalogue.soundByPath(file);
  const stored = known && (await catalogue.vectors(known.id));
  const embeddings =
    stored?.embeddings ??
    (await withListener(async (listener) => (await listener.listen({ path: Buffer.from(file) })).products?.embeddings));
  if (!embeddings || embeddings.length === 0) return [];

  const found = await catalogue.similar({
    queryVectors: cutRegion(embeddings, options),
    limit: options.limit,
    ...(known ? { excludeSoundId: known.id } : {}),
  });
  const rows = await catalogue.sounds(found.map(({ soundId }) => soundId));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return found.flatMap(({ soundId, similarity, frameIndex }) => {
    const row = byId.get(soundId);
    if (!row) return [];
    const startSeconds = frameIndex * HOP_SECONDS;
    const endSeconds = Math.min(startSeconds + FRAME_SECONDS, row.format?.durationSeconds ?? Number.POSITIVE_INFINITY);
    return [{ sound: toSoundRecord(row), similarity, startSeconds, endSeconds }];
  });
}

/** The frames that lie mostly inside the region; the nearest one where it is shorter than a frame. */
function cutRegion(embeddings: Float32Array, { startSeconds = 0, endSeconds }: SimilarOptions): Float32Array {
  const frames = embeddings.length / embeddingLength;
  const end = endSeconds ?? Number.POSITIVE_INFINITY;
  if (end <= startSeconds) {
    throw new SonothequeError({
      code: 'empty-region',
      message: 'The part ends before it begins.',
      nextStep: 'Give --from and --to in seconds, the smaller first.',
    });
  }
  const first = Math.min(frames - 1, Math.max(0, Math.round(startSeconds / HOP_SECONDS)));
  const last = Math.max(first, Math.min(frames - 1, Math.round((end - FRAME_SECONDS) / HOP_SECONDS)));
  return embeddings.slice(first * embeddingLength, (last + 1) * embeddingLength);
}

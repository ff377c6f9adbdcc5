import { SonothequeError } from '../../src-shared/contract/failures.ts';
import { FRAME_HOP_SECONDS, FRAME_SECONDS } from '../../src-shared/contract/frames.ts';
import type { SoundId } from '../../src-shared/contract/identifiers.ts';
import type { SimilarResultSet } from '../../src-shared/contract/listening.ts';
import type { SimilarMatch, SimilarRecord } from '../../src-shared/contract/sounds.ts';
import { embeddingLength, type SoundRow } from '../catalogue/index.ts';
import type { Listener } from '../indexing/index.ts';
import { audibleFrames } from '../learning/index.ts';
import type { EngineParts } from './engine-parts.ts';
import { findSound } from './find-sound.ts';
import { toSoundRecord } from './records.ts';
import { type Among, withAmong } from './sound-filter.ts';
import { soundGone } from './sound-row.ts';

export type SimilarOptions = {
  readonly limit: number;
  /** Part of the sound that is meant; default: all of it. */
  readonly startSeconds?: number;
  readonly endSeconds?: number;
  readonly mode: 'moment' | 'whole';
  readonly among?: Among;
  readonly includeItself: boolean;
  readonly signal?: AbortSignal;
};

/** A sound of the catalogue, or any file by its absolute path. */
export type SimilarTo = { readonly path: string } | { readonly id: SoundId };

type Parts = Pick<EngineParts, 'catalogue' | 'listener'>;

/**
 * Sounds nearest to a sound: by its stored vectors, or by listening to it when it isn't in the catalogue.
 * @throws SonothequeError
 */
export async function findSimilar(
  parts: Parts,
  to: SimilarTo,
  options: SimilarOptions,
): Promise<readonly SimilarRecord[]> {
  return (await nearest(parts, to, options)).map(({ row, match }) => ({ sound: toSoundRecord(row), ...match }));
}

/**
 * The same sounds as a result set that whoever asked lets go.
 * @throws SonothequeError
 */
export async function keepSimilar(parts: Parts, to: SimilarTo, options: SimilarOptions): Promise<SimilarResultSet> {
  const found = await nearest(parts, to, options);
  const results = await parts.catalogue.keepResultSet(found.map(({ row }) => row.id));
  return { ...results, matches: found.map(({ row, match }) => ({ soundId: row.id, ...match })) };
}

async function nearest(
  { catalogue, listener }: Parts,
  to: SimilarTo,
  options: SimilarOptions,
): Promise<readonly { readonly row: SoundRow; readonly match: SimilarMatch }[]> {
  const known = 'path' in to ? await findSound(catalogue, to.path) : ((await catalogue.sounds([to.id]))[0] ?? null);
  const stored = known && (await catalogue.vectors(known.id));
  const file = 'path' in to ? Buffer.from(to.path) : known && Buffer.from(known.path.bytes);
  if (!file) throw soundGone();
  const query =
    stored && known.format
      ? { ...stored, durationSeconds: known.format.durationSeconds }
      : await hear(listener, file, options.signal);
  const frames = pickFrames(query, options);
  const found = await withAmong(catalogue, options.among, (filterResultSetId) =>
    catalogue.similar(
      {
        queryVectors: framesOf(query.embeddings, frames),
        mode: options.mode,
        limit: options.limit,
        ...(filterResultSetId === undefined ? {} : { filterResultSetId }),
        ...(known ? { soundId: known.id } : {}),
        ...(known && !options.includeItself ? { excludeSoundId: known.id } : {}),
      },
      options.signal,
    ),
  );
  const rows = await catalogue.sounds(found.map(({ soundId }) => soundId));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return found.flatMap(({ soundId, similarity, frameIndex, queryFrameIndex, relation }) => {
    const row = byId.get(soundId);
    if (!row) return [];
    const place = placeOf(frameIndex, row.format?.durationSeconds ?? Number.POSITIVE_INFINITY);
    const inQuery = placeOf(frames[queryFrameIndex] ?? 0, query.durationSeconds);
    const { startSeconds: queryStartSeconds, endSeconds: queryEndSeconds } = inQuery;
    return [{ row, match: { similarity, ...place, queryStartSeconds, queryEndSeconds, relation } }];
  });
}

function placeOf(
  frame: number,
  durationSeconds: number,
): { readonly startSeconds: number; readonly endSeconds: number } {
  const startSeconds = frame * FRAME_HOP_SECONDS;
  return { startSeconds, endSeconds: Math.min(startSeconds + FRAME_SECONDS, durationSeconds) };
}

type QuerySound = {
  /** frames × 512 */
  readonly embeddings: Float32Array;
  readonly levelsDb: Float32Array;
  readonly durationSeconds: number;
};

async function hear(listener: Listener, path: Buffer, signal: AbortSignal | undefined): Promise<QuerySound> {
  const { products, format } = await listener.listen({
    path,
    priority: 'interactive',
    ...(signal === undefined ? {} : { signal }),
  });
  const { embeddings, levelsDb } = products ?? { embeddings: new Float32Array(), levelsDb: new Float32Array() };
  return { embeddings, levelsDb, durationSeconds: format.durationSeconds };
}

/**
 * Which frames are meant: the audible ones that lie mostly inside the region; the nearest one where it is shorter than a frame.
 * @throws SonothequeError `empty-region`, `silent-sound`
 */
function pickFrames(
  { levelsDb, durationSeconds }: QuerySound,
  { startSeconds = 0, endSeconds = Number.POSITIVE_INFINITY }: SimilarOptions,
): readonly number[] {
  if (endSeconds <= startSeconds || startSeconds >= durationSeconds) {
    throw new SonothequeError({
      code: 'empty-region',
      message:
        endSeconds <= startSeconds
          ? 'The part ends before it begins.'
          : `The part begins at ${startSeconds} s, but the sound is only ${durationSeconds.toFixed(1)} s long.`,
      nextStep: 'Give --from and --to in seconds, the smaller first, within the sound.',
    });
  }
  const last = levelsDb.length - 1;
  const first = Math.min(last, Math.round(startSeconds / FRAME_HOP_SECONDS));
  const end = Math.max(first, Math.min(last, Math.round((endSeconds - FRAME_SECONDS) / FRAME_HOP_SECONDS)));
  const frames = audibleFrames(levelsDb).filter((frame) => frame >= first && frame <= end);
  if (frames.length === 0) {
    throw new SonothequeError({
      code: 'silent-sound',
      message: 'There is nothing but silence to compare.',
      nextStep: 'Choose another sound, or another part of it.',
    });
  }
  return frames;
}

function framesOf(embeddings: Float32Array, frames: readonly number[]): Float32Array {
  const picked = new Float32Array(frames.length * embeddingLength);
  for (const [index, frame] of frames.entries()) {
    picked.set(embeddings.subarray(frame * embeddingLength, (frame + 1) * embeddingLength), index * embeddingLength);
  }
  return picked;
}

import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { chooseFrames, HOP_ROWS, type KeptHops, keptHops } from './frames.ts';
import type { SourceSound } from './source-sound.ts';
import type { CachedSpectra, SpectraCache } from './spectra-cache.ts';

/** Numbers of one row. */
export const MEL_BANDS = 96;
/** Numbers of one frame's embedding. */
export const EMBEDDING_VALUES = 512;

/** A whole sound, decoded. */
export type DecodedSpectra = Omit<CachedSpectra, 'hops'>;
/** A whole sound, encoded. */
export type SoundEmbeddings = {
  /** frames × 512 */
  readonly embeddings: Float32Array;
  readonly levelsDb: Float32Array;
  readonly payloadHash: string | null;
};

/** How sounds are read; injected, so that this folder knows neither catalogue nor decoders. */
export type SoundSources = {
  /** @throws SonothequeError with the reason in plain words */
  readonly decode: (file: Uint8Array, signal: AbortSignal) => Promise<DecodedSpectra>;
  /** Of the version that the run starts from; `null`: there are none, and none can be made. */
  readonly embed: (sound: SourceSound, signal: AbortSignal) => Promise<SoundEmbeddings | null>;
  /** The mean embedding by any one version, the same for all sounds; `null` where it isn't known. */
  readonly mean: (sound: SourceSound) => Promise<Float32Array | null>;
  readonly cache: SpectraCache;
};

export type FrameChoice = { readonly silenceDb: number; readonly framesPerSound: number };

/** What takes part of a sound. */
export type ReadSound = {
  readonly payloadHash: string | null;
  /** Kept frames and rows: `frames` names the chosen ones among them. */
  readonly keptFrames: number;
  readonly chosenFrames: readonly number[];
  readonly rows: Float16Array;
  readonly embeddings: Float32Array;
  readonly mean: Float32Array | null;
};

/** Longer sounds are kept in the cache only as far as they take part. */
const WHOLE_FRAMES = 60;

/** `null`: nothing of it is audible. @throws SonothequeError */
export async function readSpectra(
  sound: SourceSound,
  choice: FrameChoice,
  sources: SoundSources,
  signal: AbortSignal,
): Promise<ReadSound | null> {
  const { cache } = sources;
  const key = sound.payloadHash ?? (await keyOfFile(sound.file));
  const keyOfPart = `${key} ${choice.framesPerSound} ${choice.silenceDb}`;
  const found = (await cache.find(key)) ?? (await cache.find(keyOfPart)) ?? (await decodeAndKeep());
  const chosen = chooseFrames(found.levelsDb, choice.silenceDb, choice.framesPerSound);
  if (chosen.length === 0) return null;
  const kept = keptHops(chosen, found.levelsDb.length);
  return {
    payloadHash: found.payloadHash,
    keptFrames: kept.hops.length - 1,
    chosenFrames: kept.frames,
    rows: rowsOf(found, kept),
    embeddings: new Float32Array(),
    mean: await sources.mean(sound),
  };

  async function decodeAndKeep(): Promise<CachedSpectra> {
    const decoded = await sources.decode(sound.file, signal);
    if (decoded.levelsDb.length <= WHOLE_FRAMES) {
      const whole = { ...decoded, hops: null };
      await cache.keep(key, whole);
      return whole;
    }
    const chosenOfAll = chooseFrames(decoded.levelsDb, choice.silenceDb, choice.framesPerSound);
    const kept = keptHops(chosenOfAll, decoded.levelsDb.length);
    const part = { ...decoded, hops: kept.hops, rows: rowsOf({ ...decoded, hops: null }, kept) };
    await cache.keep(keyOfPart, part);
    return part;
  }
}

/** `null`: nothing of it is audible, or there is nothing of it. @throws SonothequeError */
export async function readEmbeddings(
  sound: SourceSound,
  choice: FrameChoice,
  sources: SoundSources,
  signal: AbortSignal,
): Promise<ReadSound | 'no-embeddings' | null> {
  const found = await sources.embed(sound, signal);
  if (found === null) return 'no-embeddings';
  const { embeddings, levelsDb, payloadHash } = found;
  const chosen = chooseFrames(levelsDb, choice.silenceDb, choice.framesPerSound);
  if (chosen.length === 0) return null;
  const kept = new Float32Array(chosen.length * EMBEDDING_VALUES);
  for (const [place, frame] of chosen.entries()) {
    kept.set(embeddings.subarray(frame * EMBEDDING_VALUES, (frame + 1) * EMBEDDING_VALUES), place * EMBEDDING_VALUES);
  }
  return {
    payloadHash: payloadHash ?? sound.payloadHash,
    keptFrames: chosen.length,
    chosenFrames: [...chosen.keys()],
    rows: new Float16Array(),
    embeddings: kept,
    mean: meanEmbedding(embeddings),
  };
}

/** @param embeddings frames × 512 */
export function meanEmbedding(embeddings: Float32Array): Float32Array {
  const mean = new Float32Array(EMBEDDING_VALUES);
  const frames = embeddings.length / EMBEDDING_VALUES;
  for (let at = 0; at < embeddings.length; at += 1) {
    const place = at % EMBEDDING_VALUES;
    mean[place] = (mean[place] as number) + (embeddings[at] as number) / frames;
  }
  return mean;
}

function rowsOf({ hops, rows }: Pick<CachedSpectra, 'hops' | 'rows'>, kept: KeptHops): Float16Array {
  const size = HOP_ROWS * MEL_BANDS;
  if (hops === null && kept.hops.length * size === rows.length) return rows;
  const placeOf = hops && new Map(hops.map((hop, place) => [hop, place]));
  const part = new Float16Array(kept.hops.length * size);
  for (const [place, hop] of kept.hops.entries()) {
    const from = (placeOf?.get(hop) ?? hop) * size;
    part.set(rows.subarray(from, from + size), place * size);
  }
  return part;
}

/** Of a file whose content isn't known yet. */
async function keyOfFile(file: Uint8Array): Promise<string> {
  const facts = await stat(Buffer.from(file)).catch(() => null);
  return createHash('sha256').update(file).update(`\0${facts?.size}\0${facts?.mtimeMs}`).digest('hex');
}

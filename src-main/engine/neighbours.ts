import path from 'node:path';
import { FRAME_HOP_SECONDS, FRAME_SECONDS } from '../../src-shared/contract/frames.ts';
import type { SoundId } from '../../src-shared/contract/identifiers.ts';
import type { EvidenceSound, NeighbourBelief } from '../../src-shared/contract/suggestions.ts';
import {
  type Catalogue,
  embeddingLength,
  type SimilarSound,
  type SoundRow,
  type TrainingLabel,
} from '../catalogue/index.ts';
import { audibleFrames } from '../learning/index.ts';

/** Nearest labelled sounds that are asked. */
const NEAREST = 15;
/** Of them so many are named for each category. */
const NAMED = 3;
/** A sound this like says as much as all doubt; one that is so much liker, e times as much. */
const DOUBTFUL_SIMILARITY = 0.85;
const SIMILARITY_STEP = 0.05;

type Parts = {
  readonly catalogue: Catalogue;
  readonly learner: { readonly labels: ReadonlyMap<number, readonly TrainingLabel[]> | null };
};

/**
 * What the labelled sounds nearest to a sound say it is: each counts by how like it is, by the nearest pair of frames.
 * Strongest first; empty where nothing is labelled, or the sound has no vectors.
 */
export async function neighboursOf(
  { catalogue, learner }: Parts,
  id: SoundId,
  signal?: AbortSignal,
): Promise<readonly NeighbourBelief[]> {
  const labels =
    learner.labels ?? Map.groupBy(await catalogue.trainingLabels(null), ({ soundId }) => soundId as number);
  const labelled = [...labels.keys()].filter((soundId) => soundId !== id) as SoundId[];
  const stored = labelled.length === 0 ? null : await catalogue.vectors(id);
  const frames = stored && audibleFrames(stored.levelsDb);
  if (!stored || !frames || frames.length === 0) return [];
  const queryVectors = new Float32Array(frames.length * embeddingLength);
  for (const [place, frame] of frames.entries()) {
    const embedding = stored.embeddings.subarray(frame * embeddingLength, (frame + 1) * embeddingLength);
    queryVectors.set(embedding, place * embeddingLength);
  }
  const among = await catalogue.keepResultSet(labelled);
  let found: readonly SimilarSound[];
  try {
    const { modelVersion } = stored;
    const request = { queryVectors, modelVersion, limit: NEAREST, filterResultSetId: among.id, soundId: id };
    found = await catalogue.similar(request, signal);
  } finally {
    await catalogue.releaseResultSet(among.id);
  }
  const rows = new Map((await catalogue.sounds(found.map(({ soundId }) => soundId))).map((row) => [row.id, row]));
  return beliefsOf(found, labels, rows);
}

function beliefsOf(
  found: readonly SimilarSound[],
  labels: ReadonlyMap<number, readonly TrainingLabel[]>,
  rows: ReadonlyMap<SoundId, SoundRow>,
): readonly NeighbourBelief[] {
  const byCategory = new Map<string, { weight: number; sounds: EvidenceSound[] }>();
  let total = 1;
  for (const near of found) {
    const category = labelAt(labels.get(near.soundId) ?? [], near.frameIndex)?.category;
    const row = rows.get(near.soundId);
    if (category === undefined || row === undefined) continue;
    const weight = Math.exp((near.similarity - DOUBTFUL_SIMILARITY) / SIMILARITY_STEP);
    total += weight;
    const belief = byCategory.get(category) ?? { weight: 0, sounds: [] };
    byCategory.set(category, belief);
    belief.weight += weight;
    belief.sounds.push(evidenceSound(row, near));
  }
  return [...byCategory]
    .map(([category, { weight, sounds }]) => ({
      category,
      evidence: {
        kind: 'neighbours' as const,
        probability: weight / total,
        text: `like ${sounds.length === 1 ? '1 sound' : `${sounds.length} sounds`} you labelled ${category}`,
        sounds: sounds.slice(0, NAMED),
      },
    }))
    .sort((a, b) => b.evidence.probability - a.evidence.probability);
}

/** That of the region that a frame lies mostly in, else the whole sound's. */
function labelAt(labels: readonly TrainingLabel[], frame: number): TrainingLabel | undefined {
  const middle = frame * FRAME_HOP_SECONDS + FRAME_SECONDS / 2;
  const inRegion = labels.find(({ region }) => region && region.startSeconds <= middle && middle < region.endSeconds);
  return inRegion ?? labels.find(({ region }) => region === null);
}

function evidenceSound({ id, path: { display }, format }: SoundRow, near: SimilarSound): EvidenceSound {
  const startSeconds = near.frameIndex * FRAME_HOP_SECONDS;
  const endSeconds = Math.min(startSeconds + FRAME_SECONDS, format?.durationSeconds ?? Number.POSITIVE_INFINITY);
  return { id, name: path.basename(display), similarity: near.similarity, startSeconds, endSeconds };
}

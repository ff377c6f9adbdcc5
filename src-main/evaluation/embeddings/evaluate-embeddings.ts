import { createHash } from 'node:crypto';
import type {
  EmbeddingEvaluation,
  EmbeddingEvaluationSettings,
  EvaluatedSoundRecord,
} from '../../../src-shared/evaluation/index.ts';
import { NOTHING } from '../../learning/index.ts';
import type { EvaluatedData, EvaluatedEmbedding } from './evaluated-sounds.ts';
import { EVALUATION_LIMITS, type EvaluationLimits } from './limits.ts';
import { pictureSounds } from './picture-sounds.ts';
import { scoreDataset } from './score-dataset.ts';

/** What is being worked on, for a person. */
export type EvaluationStep = { readonly part: number; readonly parts: number; readonly of: string };

/**
 * Evaluates an embedding on datasets: each alone, all as one, and a picture of all. Gives what it works on at every step,
 * mostly a few milliseconds apart; a fit of a linear head takes seconds, so a thread of its own is the place for it.
 */
export function* evaluateEmbeddings(
  data: EvaluatedData,
  modelVersion: string,
  settings: EmbeddingEvaluationSettings,
  limits: EvaluationLimits = EVALUATION_LIMITS,
): Generator<EvaluationStep, EmbeddingEvaluation> {
  const begun = performance.now();
  const { datasets, classes, columns, sounds } = data;
  const several = datasets.length > 1;
  const parts = datasets.length + (several ? 1 : 0) + (settings.picture ? 1 : 0);
  const placesOf = datasets.map((_, dataset) =>
    sounds.flatMap((sound, place) => (sound.dataset === dataset ? [place] : [])),
  );
  const scores: EmbeddingEvaluation['scores'][number][] = [];
  const records: EvaluatedSoundRecord[] = sounds.map(({ id, path, dataset, class: one, group, ...sound }) => ({
    id,
    path,
    dataset,
    class: one,
    group,
    takenFor: NOTHING,
    takenForOverall: NOTHING,
    framesTakenFor: [],
    probePlace: NOTHING,
    suggestedPlace: sound.isScored ? (sound.suggestedPlace ?? NOTHING) : NOTHING,
  }));
  for (const [dataset, name] of datasets.entries()) {
    const places = placesOf[dataset] ?? [];
    const ofDataset = places.map((place) => sounds[place] as EvaluatedEmbedding);
    const request = { dataset: name, sounds: ofDataset, classes: classes.length, columns };
    const scored = yield* telling(scoreDataset(request, settings, limits), { part: dataset, parts, of: name });
    scores.push(scored.scores);
    for (const [row, place] of places.entries()) {
      const probePlace = scored.probePlaces[row] ?? Number.POSITIVE_INFINITY;
      const takenFor = scored.takenFor[row] ?? NOTHING;
      records[place] = {
        ...(records[place] as EvaluatedSoundRecord),
        takenFor,
        takenForOverall: takenFor,
        framesTakenFor: scored.framesTakenFor[row] ?? [],
        probePlace: Number.isFinite(probePlace) ? probePlace : NOTHING,
      };
    }
  }
  if (several) {
    const request = { dataset: null, sounds, classes: classes.length, columns };
    const overall = yield* telling(scoreDataset(request, settings, limits), {
      part: datasets.length,
      parts,
      of: 'all datasets',
    });
    scores.push(overall.scores);
    for (const [place, record] of records.entries()) {
      records[place] = { ...record, takenForOverall: overall.takenFor[place] ?? NOTHING };
    }
  }
  const picture = settings.picture
    ? yield* telling(pictureSounds(sounds, columns, settings.seed, limits.picturedSounds), {
        part: parts - 1,
        parts,
        of: 'the picture',
      })
    : null;
  return {
    version: 2,
    modelVersion,
    settings,
    datasets,
    classes,
    scores,
    sounds: records,
    picture,
    leftOut: data.leftOut ?? { unlabelled: 0, withoutVectors: 0, silent: 0 },
    dataFingerprint: fingerprintOf(data),
    seconds: (performance.now() - begun) / 1_000,
  };
}

/** SHA-256 of which sounds take part, of what class, in which groups, and which are scored; not of their embeddings. */
export function fingerprintOf({ datasets, classes, sounds }: Omit<EvaluatedData, 'columns'>): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([datasets, classes]));
  for (const { id, path, dataset, class: one, group, isScored } of sounds) {
    hash.update(JSON.stringify([id, path, dataset, one, group, isScored]));
  }
  return hash.digest('hex');
}

function* telling<Result>(steps: Generator<void, Result>, step: EvaluationStep): Generator<EvaluationStep, Result> {
  for (;;) {
    yield step;
    const next = steps.next();
    if (next.done) return next.value;
  }
}

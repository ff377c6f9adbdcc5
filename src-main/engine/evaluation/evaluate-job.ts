import { z } from 'zod';
import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import type { EmbeddingEvaluation } from '../../../src-shared/evaluation/index.ts';
import { embeddingEvaluationSettings } from '../../../src-shared/evaluation/index.ts';
import { trainingDataset } from '../../../src-shared/training/index.ts';
import { categories } from '../../../src-shared/ucs/index.ts';
import type { Catalogue } from '../../catalogue/index.ts';
import { type EvaluatedData, fingerprintOf } from '../../evaluation/index.ts';
import { type Starter, suggestBy } from '../../suggestions/index.ts';
import { type JobKind, type JobRun, workKind } from '../jobs/job-kind.ts';
import { evaluationsFolderOf } from '../paths.ts';
import { evaluateInThread } from './evaluation-worker.ts';
import { type GatherEmbeddingsRequest, gatherEmbeddings } from './gather-embeddings.ts';
import { evaluationId, KeptEvaluations } from './kept-evaluations.ts';

/** What an evaluation job is asked, as it is stored. */
export const evaluateRequest = z.object({
  modelVersion: z.string(),
  datasets: z.array(trainingDataset),
  settings: embeddingEvaluationSettings,
});
export type EvaluateRequest = z.output<typeof evaluateRequest>;

/** How much of the work gathering is, about. */
const GATHERING_SHARE = 0.1;

/** What a version suggests by; `null`: it has no head. */
export type StarterOf = (modelVersion: ModelVersionId) => Promise<Starter | null>;

/** Evaluates embeddings of a model version on datasets, and keeps what it finds beside the catalogue. */
export function evaluateJob(catalogue: Catalogue, starterOf: StarterOf): JobKind {
  return workKind({
    name: 'evaluate',
    lanes: ['calculate'],
    request: evaluateRequest,
    title: ({ datasets, modelVersion }) => {
      const [first] = datasets;
      const what = datasets.length === 1 ? `“${first?.name ?? ''}”` : `${datasets.length} datasets`;
      return `Evaluate ${what} by “${modelVersion}”`;
    },
    key: evaluationId,
    subject: evaluationId,
    run: async (request, run) => {
      const kept = new KeptEvaluations(evaluationsFolderOf(catalogue.path));
      const id = evaluationId(request);
      const suggestedPlace = placeBy(catalogue, request.modelVersion as ModelVersionId, starterOf);
      const evaluation = await evaluated(catalogue, request, suggestedPlace, run, await kept.find(id));
      if (!evaluation) return { sentence: 'Stopped before the end', interrupted: true };
      await kept.keep(id, evaluation);
      return { sentence: sentenceOf(evaluation), interrupted: false };
    },
  });
}

/** @returns `null` when it was ended */
async function evaluated(
  catalogue: Catalogue,
  { modelVersion, datasets, settings }: EvaluateRequest,
  suggestedPlace: SuggestedPlace,
  run: JobRun,
  kept: EmbeddingEvaluation | null,
): Promise<EmbeddingEvaluation | null> {
  const { permit, onProgress } = run;
  const signal = permit.ended;
  try {
    const data = await gathered(
      catalogue,
      { modelVersion: modelVersion as ModelVersionId, datasets, settings, suggestedPlace },
      run,
    );
    if (!data) return null;
    // The same sounds as before, and vectors of a model version never change.
    if (kept?.dataFingerprint === fingerprintOf(data)) return kept;
    const gate = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const begun = performance.now();
    return await evaluateInThread(
      { kind: 'evaluate', data, modelVersion, settings, gate },
      ({ part, parts, of }) => {
        const share = part / parts;
        const seconds = (performance.now() - begun) / 1_000;
        onProgress({
          share: GATHERING_SHARE + (1 - GATHERING_SHARE) * share,
          sentence: `Comparing “${of}”`,
          rate: null,
          secondsLeft: share > 0.2 ? (seconds / share) * (1 - share) : null,
        });
      },
      permit,
    );
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}

async function gathered(
  catalogue: Catalogue,
  request: GatherEmbeddingsRequest,
  { permit, onProgress }: JobRun,
): Promise<EvaluatedData | null> {
  const gathering = gatherEmbeddings(catalogue, { ...request, signal: permit.ended });
  for (;;) {
    if (!(await permit.whenAllowed())) return null;
    const step = await gathering.next();
    if (step.done) return step.value;
    const { done, total } = step.value;
    onProgress({
      share: GATHERING_SHARE * (done / Math.max(1, total)),
      sentence: `Reading ${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} sounds`,
      rate: null,
      secondsLeft: null,
    });
  }
}

type SuggestedPlace = NonNullable<GatherEmbeddingsRequest['suggestedPlace']>;

/** By the features that are kept of a sound, and the head that the version came with. */
function placeBy(catalogue: Catalogue, modelVersion: ModelVersionId, starterOf: StarterOf): SuggestedPlace {
  const starter = starterOf(modelVersion);
  return async (payloadHash, category) => {
    const known = await starter;
    const features = known && (await catalogue.featuresOfPayload(modelVersion, known.features.version, payloadHash));
    if (!known || !features) return null;
    return suggestBy(features, null, null, categories.length, known).findIndex((one) => one.category === category);
  };
}

function sentenceOf({ scores, sounds }: EmbeddingEvaluation): string {
  const last = scores.at(-1)?.otherGroups;
  const shareText = (share: number | null | undefined) => (share == null ? '–' : share.toFixed(3));
  return `${sounds.length.toLocaleString('en-US')} sounds: macro-F1 ${shareText(last?.frameMacroF1)} of frames, ${shareText(last?.soundMacroF1)} of sounds`;
}

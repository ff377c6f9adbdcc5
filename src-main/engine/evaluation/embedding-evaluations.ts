import type { EmbeddingExportForm } from '../../../src-shared/contract/evaluation.ts';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import type { Job } from '../../../src-shared/contract/jobs.ts';
import { delimitedLine } from '../../../src-shared/delimited/index.ts';
import type { EmbeddingComparison } from '../../../src-shared/evaluation/index.ts';
import {
  comparisonTable,
  confusionFigure,
  daviesBouldinFigure,
  differenceFigure,
  type Figure,
  figureFile,
  macroF1Figure,
  type NamedEvaluation,
  type NumberTable,
  pictureFigure,
  scoreTable,
  silhouetteFigure,
} from '../../../src-shared/figures/index.ts';
import type { Catalogue } from '../../catalogue/index.ts';
import { embeddingsPage } from '../../evaluation/index.ts';
import type { EngineParts } from '../engine-parts.ts';
import { type EvaluateRequest, evaluateRequest } from './evaluate-job.ts';
import { compareInThread } from './evaluation-worker.ts';
import { datasetsOfList, type ListOfLibraries } from './gather-embeddings.ts';
import { evaluationId, type KeptEvaluations } from './kept-evaluations.ts';

/**
 * Begins to evaluate, or takes up what goes on already.
 * @throws SonothequeError `no-model`, `model-unknown`, `nothing-to-score`, `list-unreadable`, `list-empty`
 */
export async function startEvaluation(
  { catalogue, jobs }: Pick<EngineParts, 'catalogue' | 'jobs'>,
  asked: Omit<EvaluateRequest, 'modelVersion'> & {
    readonly modelVersion?: string | undefined;
    readonly lists: readonly ListOfLibraries[];
  },
): Promise<{ readonly id: string; readonly job: Job }> {
  const modelVersion = await chosenVersion(catalogue, asked.modelVersion);
  const listed = await Promise.all(asked.lists.map(datasetsOfList));
  const datasets = [...asked.datasets, ...listed.flat()];
  if (datasets.length === 0) {
    throw new SonothequeError({
      code: 'nothing-to-score',
      message: 'No dataset was chosen, or none of the list has enough labelled sounds.',
      nextStep: 'Choose a library with labelled sounds, or another list.',
    });
  }
  // Read as the job reads it, so that its id is the same.
  const request = evaluateRequest.parse({ modelVersion, datasets, settings: asked.settings });
  return { id: evaluationId(request), job: await jobs.start('evaluate', request, 'normal') };
}

async function chosenVersion(catalogue: Catalogue, asked: string | undefined): Promise<ModelVersionId> {
  const versions = await catalogue.modelVersions();
  const found = versions.find(({ id, active }) => (asked === undefined ? active : id === asked));
  if (found) return found.id;
  if (asked === undefined) {
    throw new SonothequeError({
      code: 'no-model',
      message: 'No sound of this catalogue was listened to yet.',
      nextStep: 'Index a folder first.',
    });
  }
  throw new SonothequeError({
    code: 'model-unknown',
    message: `The model version “${asked}” is not in this catalogue.`,
    nextStep: '`sonotheque models list` shows those that are.',
  });
}

/** @throws SonothequeError `no-such-evaluation`, `not-comparable` */
export async function compareKept(
  kept: KeptEvaluations,
  { before, after }: { readonly before: string; readonly after: string },
  signal: AbortSignal | undefined,
): Promise<readonly EmbeddingComparison[]> {
  const [earlier, later] = await Promise.all([kept.get(before), kept.get(after)]);
  if (earlier.dataFingerprint !== later.dataFingerprint) {
    throw new SonothequeError({
      code: 'not-comparable',
      message: 'The two evaluations are not of the same sounds and labels.',
      nextStep: 'Evaluate both model versions again on the same datasets, once both have listened to all their sounds.',
    });
  }
  return compareInThread(earlier, later, signal);
}

export type ExportRequest = {
  readonly id: string;
  readonly before?: string | undefined;
  readonly form: EmbeddingExportForm;
  readonly dataset: string | null;
};

/** @throws SonothequeError as `compareKept`, and `nothing-to-draw` */
export async function exportEvaluation(
  catalogue: Pick<Catalogue, 'modelVersions'>,
  kept: KeptEvaluations,
  { id, before, form, dataset }: ExportRequest,
  signal: AbortSignal | undefined,
): Promise<string> {
  const versions = await catalogue.modelVersions();
  const ids = before === undefined ? [id] : [before, id];
  const evaluations: NamedEvaluation[] = [];
  for (const one of ids) {
    const evaluation = await kept.get(one);
    const version = versions.find(({ id: known }) => known === evaluation.modelVersion);
    evaluations.push({ name: version?.name ?? evaluation.modelVersion, evaluation });
  }
  const comparison = before === undefined ? null : await compareKept(kept, { before, after: id }, signal);
  const last = evaluations.at(-1) as NamedEvaluation;
  switch (form) {
    case 'html':
      return embeddingsPage({ evaluations, comparison });
    case 'csv':
      return csvOf([scoreTable(evaluations), ...(comparison ? [comparisonTable(comparison)] : [])]);
    case 'json':
      return `${JSON.stringify({ evaluations, comparison })}\n`;
    case 'macro-f1.svg':
      return figureFile(macroF1Figure(evaluations));
    case 'change.svg':
      return drawn(comparison && differenceFigure(comparison));
    case 'davies-bouldin.svg':
      return figureFile(daviesBouldinFigure(evaluations));
    case 'silhouette.svg':
      return figureFile(silhouetteFigure(evaluations));
    case 'confusion.svg':
      return figureFile(confusionFigure(last.evaluation, dataset));
    case 'picture.svg':
      return drawn(pictureFigure(last));
  }
}

function drawn(figure: Figure | null): string {
  if (figure) return figureFile(figure);
  throw new SonothequeError({
    code: 'nothing-to-draw',
    message: 'This evaluation holds nothing for that figure.',
    nextStep: 'Compare with another version for a change, or evaluate with a picture.',
  });
}

/** Tables one below the other, an empty line between. */
export const csvOf = (tables: readonly NumberTable[]): string =>
  tables
    .map(({ heads, rows }) => `${[heads, ...rows].map((cells) => delimitedLine(cells, ',')).join('\r\n')}\r\n`)
    .join('\r\n');

import type { EmbeddingExportForm } from '../../../src-shared/contract/evaluation.ts';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { Job } from '../../../src-shared/contract/jobs.ts';
import { ALL_DATASETS, confusionOfSounds, TAKEN_FOR_NOTHING } from '../../../src-shared/figures/index.ts';
import { type ActionContext, failureOf, saveText } from '../../app/index.ts';
import { countOf } from '../../components/index.ts';
import { type EvaluationChoice, initialMatrix, type MatrixView, type ShownEvaluation } from './state.ts';

/** More than anybody looks through at once. */
const MOST_OPENED = 10_000;
const ZOOMS = [1, 1.5, 2, 3] as const;

type Table = { readonly showSounds: (ids: readonly SoundId[], about: string) => void };

/** Evaluating embeddings, looking at what was found, and opening what was confused. */
export function createEvaluationActions({ engine, host, state, change, tell, announce }: ActionContext, table: Table) {
  let working = new AbortController();

  async function load(): Promise<void> {
    try {
      const [versions, libraries, kept] = await Promise.all([
        engine.models.list(),
        engine.training.datasets(),
        engine.evaluation.embeddings.list(),
      ]);
      change('evaluation', { versions, libraries, kept, failure: null });
      const [newest] = kept;
      if (state().evaluation.shown === null && newest) await show(newest.id, null);
    } catch (thrown) {
      change('evaluation', { failure: failureOf(thrown) });
    }
  }

  async function fetched(id: string): Promise<ShownEvaluation> {
    return { id, evaluation: await engine.evaluation.embeddings.get({ id }) };
  }

  async function show(id: string, beforeId: string | null): Promise<void> {
    const [shown, before] = await Promise.all([fetched(id), beforeId === null ? null : fetched(beforeId)]);
    const sameSounds = before?.evaluation.dataFingerprint === shown.evaluation.dataFingerprint;
    const comparison =
      before !== null && sameSounds
        ? await engine.evaluation.embeddings.compare({ before: before.id, after: id })
        : null;
    change('evaluation', { shown, before, comparison, matrix: initialMatrix, failure: null });
  }

  /** @returns the id under which the evaluation is kept; `null` where it was cancelled */
  async function evaluateOne(modelVersion: string | null, signal: AbortSignal): Promise<string | null> {
    const { choice, libraries } = state().evaluation;
    const { id, job } = await engine.evaluation.embeddings.start(requestOf(choice, modelVersion, libraries ?? []));
    change('evaluation', { jobId: job.id });
    let last: Job = job;
    for await (const event of await engine.jobs.follow({ id: job.id }, { signal })) {
      if (event.kind === 'job') last = event.job;
    }
    if (last.failure) throw new SonothequeError(last.failure);
    return last.state === 'done' ? id : null;
  }

  return {
    load,
    choose: (values: Partial<EvaluationChoice>): void =>
      change('evaluation', { choice: { ...state().evaluation.choice, ...values } }),
    evaluate: async (): Promise<void> => {
      if (state().evaluation.isWorking) return;
      working = new AbortController();
      const { signal } = working;
      const { modelVersion, against } = state().evaluation.choice;
      change('evaluation', { isWorking: true, failure: null });
      try {
        const before = against === null ? null : await evaluateOne(against, signal);
        const after = against !== null && before === null ? null : await evaluateOne(modelVersion, signal);
        if (after !== null) {
          await show(after, before);
          change('evaluation', { kept: await engine.evaluation.embeddings.list() });
          announce('The evaluation is done.');
        }
      } catch (thrown) {
        if (!signal.aborted) change('evaluation', { failure: failureOf(thrown) });
      } finally {
        change('evaluation', { isWorking: false, jobId: null });
      }
    },
    cancel: async (): Promise<void> => {
      const { jobId } = state().evaluation;
      if (jobId !== null) await engine.jobs.cancel({ id: jobId }).catch((thrown) => tell(failureOf(thrown)));
    },
    /** A kept one, beside another or alone. */
    showKept: async (id: string, beforeId: string | null): Promise<void> => {
      try {
        await show(id, beforeId);
      } catch (thrown) {
        change('evaluation', { failure: failureOf(thrown) });
      }
    },
    lookAt: (values: Partial<MatrixView>): void =>
      change('evaluation', { matrix: { ...state().evaluation.matrix, ...values } }),
    zoom: (steps: 1 | -1): void => {
      const { matrix } = state().evaluation;
      const at = ZOOMS.findIndex((zoom) => zoom >= matrix.zoom);
      const zoom = ZOOMS[Math.max(0, Math.min(ZOOMS.length - 1, at + steps))] ?? 1;
      change('evaluation', { matrix: { ...matrix, zoom } });
    },
    /** The sounds of a cell in the table, to hear them and to correct labels. */
    openCell: (row: number, column: number): void => {
      const { shown, matrix } = state().evaluation;
      if (shown === null) return;
      const { evaluation } = shown;
      const confusion = confusionOfSounds(evaluation, matrix.dataset, matrix.order);
      const [truth, said] = [confusion.rows[row] ?? '', confusion.columns[column] ?? ''];
      const dataset = matrix.dataset === null ? null : evaluation.datasets.indexOf(matrix.dataset);
      const overall = dataset === null && evaluation.datasets.length > 1;
      const nameOf = (one: number) => (one < 0 ? TAKEN_FOR_NOTHING : evaluation.classes[one]);
      const ids = evaluation.sounds.flatMap((sound) => {
        const takenFor = overall ? sound.takenForOverall : sound.takenFor;
        const isMeant =
          sound.framesTakenFor.length > 0 &&
          (dataset === null || sound.dataset === dataset) &&
          nameOf(sound.class) === truth &&
          nameOf(takenFor) === said;
        return isMeant && sound.id !== null ? [sound.id as SoundId] : [];
      });
      if (ids.length === 0) {
        tell({ text: 'There is no sound in this cell.', nextStep: null, isFailure: false });
        return;
      }
      const about = truth === said ? `${truth}, recognised` : `${truth}, taken for ${said}`;
      table.showSounds(ids.slice(0, MOST_OPENED), about);
      announce(`${countOf(ids.length, 'sound')}: ${about}.`);
    },
    export: async (form: EmbeddingExportForm): Promise<void> => {
      const { shown, before, comparison, matrix } = state().evaluation;
      if (shown === null) return;
      try {
        const text = await engine.evaluation.embeddings.export({
          id: shown.id,
          form,
          dataset: matrix.dataset,
          ...(before === null || comparison === null ? {} : { before: before.id }),
        });
        await saveText(host, form.includes('.') ? form : `evaluation.${form}`, text);
      } catch (thrown) {
        tell(failureOf(thrown));
      }
    },
  };
}

function requestOf(
  { libraryIds, k, metric, heldBack }: EvaluationChoice,
  modelVersion: string | null,
  libraries: readonly { readonly libraryId: number; readonly name: string; readonly sounds: number }[],
) {
  const chosen = libraries.filter(({ libraryId, sounds }) =>
    libraryIds === null ? sounds > 0 : libraryIds.includes(libraryId),
  );
  const counts = Map.groupBy(chosen, ({ name }) => name);
  return {
    ...(modelVersion === null ? {} : { modelVersion }),
    datasets: chosen.map(({ libraryId, name }) => ({
      // Names are unique among datasets.
      name: (counts.get(name)?.length ?? 0) > 1 ? `${name} (${libraryId})` : name,
      source: { kind: 'library' as const, libraryId },
    })),
    settings: {
      k,
      metric,
      heldBack: heldBack > 0 ? { kind: 'grouped' as const, share: heldBack } : { kind: 'none' as const },
    },
  };
}

/** For a person. */
export const datasetWords = (dataset: string | null): string => dataset ?? ALL_DATASETS;

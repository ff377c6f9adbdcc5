import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { ModelVersionRecord } from '../../../src-shared/contract/models.ts';
import type { TrainingDataset } from '../../../src-shared/training/index.ts';
import { type ActionContext, failureOf } from '../../app/index.ts';
import { isUnfinished, jobLine } from '../jobs/job-words.ts';
import { emptyDraft, freeName } from './draft.ts';

/** Share of the labelled sounds that is scored where no run says which were held back. */
const HELD_BACK = 0.3;

/** Comparing two versions on the sounds that the training of the later one never saw. */
export function createComparison({ engine, state, change, announce }: ActionContext) {
  let working: AbortController | null = null;

  async function evaluate(modelVersion: string, question: Question, signal: AbortSignal): Promise<string> {
    const { id, job } = await engine.evaluation.embeddings.start({ modelVersion, ...question });
    for await (const event of await engine.jobs.follow({ id: job.id }, { signal })) {
      if (event.kind !== 'job') continue;
      change('training', { comparison: { kind: 'working', sentence: jobLine(event.job) } });
      if (event.job.state === 'failed' && event.job.failure !== null) throw new SonothequeError(event.job.failure);
      if (!isUnfinished(event.job)) break;
    }
    return id;
  }

  /** The datasets of the run that made one of the versions, with what it held back; else everything that is labelled. */
  async function questionOf(versions: readonly ModelVersionRecord[]): Promise<Question> {
    const runs = await engine.training.runs();
    const settings = { picture: false } as const;
    for (const { id, lineage } of versions) {
      const run = runs.find(({ modelVersion }) => modelVersion === id);
      if (run !== undefined && lineage.configuration !== null)
        return {
          datasets: run.configuration.datasets,
          settings: { ...settings, heldBack: { kind: 'run', folder: run.folder } },
        };
    }
    let draft = emptyDraft;
    for (const { libraryId, name } of await engine.training.datasets()) {
      const source = { kind: 'library', libraryId } as const;
      draft = { ...draft, datasets: [...draft.datasets, { name: freeName(name, draft), source, classes: 'category' }] };
    }
    return {
      datasets: draft.datasets,
      settings: { ...settings, heldBack: { kind: 'grouped', share: HELD_BACK } },
    };
  }

  return {
    forget: (): void => {
      working?.abort();
      working = null;
      change('training', { comparison: { kind: 'none' } });
    },
    compare: async (before: ModelVersionRecord, after: ModelVersionRecord): Promise<void> => {
      working?.abort();
      const mine = new AbortController();
      working = mine;
      change('training', { comparison: { kind: 'working', sentence: 'Gathering held-back sounds' } });
      try {
        const question = await questionOf([after, before]);
        const first = await evaluate(before.id, question, mine.signal);
        const second = await evaluate(after.id, question, mine.signal);
        const rows = await engine.evaluation.embeddings.compare({ before: first, after: second });
        if (mine.signal.aborted) return;
        const isHeldBack = question.settings.heldBack.kind === 'run';
        change('training', { comparison: { kind: 'done', rows, isHeldBack } });
        announce('The comparison is there.');
      } catch (thrown) {
        if (!mine.signal.aborted && state().training.comparison.kind === 'working')
          change('training', { comparison: { kind: 'failed', failure: failureOf(thrown) } });
      }
    },
  };
}

type Question = {
  readonly datasets: TrainingDataset[];
  readonly settings: {
    readonly picture: boolean;
    readonly heldBack:
      | { readonly kind: 'run'; readonly folder: string }
      | { readonly kind: 'grouped'; readonly share: number };
  };
};

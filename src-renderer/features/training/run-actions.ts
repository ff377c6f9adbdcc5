import type { Job } from '../../../src-shared/contract/jobs.ts';
import type { TrainingRun, TrainingRunEvent } from '../../../src-shared/contract/training.ts';
import type { TrainingNews } from '../../../src-shared/training/index.ts';
import { type ActionContext, failureOf, follow } from '../../app/index.ts';
import { withEpoch, withStep } from './run-news.ts';
import { type LiveSteps, runOnShow } from './state.ts';

/** Watching and steering runs. */
export function createRunActions({ engine, state, change, tell, announce }: ActionContext) {
  const part = () => state().training;

  async function loadRuns(): Promise<void> {
    try {
      change('training', { runs: await engine.training.runs(), runsFailure: null });
    } catch (thrown) {
      change('training', { runsFailure: failureOf(thrown) });
    }
  }

  function replace(run: TrainingRun): void {
    const known = part().runs ?? [];
    const isNew = known.every(({ id }) => id !== run.id);
    change('training', { runs: isNew ? [run, ...known] : known.map((each) => (each.id === run.id ? run : each)) });
  }

  function receiveNews(id: string, news: TrainingNews): void {
    const run = part().runs?.find((each) => each.id === id);
    if (run === undefined) return;
    if (news.kind === 'epoch') replace({ ...run, epochs: withEpoch(run.epochs, news) });
    else if (news.kind === 'outcome') replace({ ...run, outcome: news });
    else {
      const before: LiveSteps = part().live?.runId === id ? (part().live ?? empty(id)) : empty(id);
      change('training', { live: withStep(before, news) });
    }
  }

  const empty = (runId: string): LiveSteps => ({ runId, last: null, losses: [] });

  function receive(id: string, event: TrainingRunEvent): void {
    if (event.kind === 'run') replace(event.run);
    else receiveNews(id, event.news);
  }

  async function steer(call: () => Promise<Job>): Promise<void> {
    try {
      await call();
      await loadRuns();
    } catch (thrown) {
      tell(failureOf(thrown));
    }
  }

  const shown = () => runOnShow(part());

  return {
    loadRuns,
    /** A job of a run has changed its state: the run has, too. */
    receiveJob: ({ kind }: Job): void => {
      if (kind === 'train' && part().runs !== null) void loadRuns();
    },
    /** All news of a run, until `signal` aborts. */
    watchRun: async (id: string, signal: AbortSignal): Promise<void> => {
      await follow(
        (ended) => engine.training.watch({ id }, { signal: ended, context: { unasked: true } }),
        (event) => receive(id, event),
        signal,
      );
    },
    chooseRun: (chosenRun: string): void => change('training', { chosenRun }),
    showRun: (chosenRun: string): void => change('training', { part: 'runs', chosenRun }),
    showStarted: (run: TrainingRun): void => {
      replace(run);
      change('training', { part: 'runs', chosenRun: run.id });
    },
    /** The run on show waits, or goes on. */
    pauseOrResume: async (): Promise<void> => {
      const run = shown();
      if (run === undefined) return;
      const id = run.jobId;
      if (run.state === 'paused') await steer(() => engine.jobs.resume({ id }));
      else if (run.state === 'running' || run.state === 'queued') await steer(() => engine.jobs.pause({ id }));
    },
    cancelRun: async (): Promise<void> => {
      const run = shown();
      if (run !== undefined) await steer(() => engine.jobs.cancel({ id: run.jobId }));
    },
    /** From the last checkpoint of a run that ended early. */
    goOn: async (): Promise<void> => {
      const run = shown();
      if (run === undefined) return;
      try {
        replace(await engine.training.goOn({ id: run.id }));
      } catch (thrown) {
        tell(failureOf(thrown));
      }
    },
    askToRemoveRun: (): void => {
      const run = shown();
      if (run !== undefined) change('shell', { dialogue: { kind: 'remove-run', run } });
    },
    removeRun: async (run: TrainingRun): Promise<void> => {
      change('shell', { dialogue: null });
      try {
        await engine.training.remove({ id: run.id });
        change('training', { runs: part().runs?.filter(({ id }) => id !== run.id) ?? null, chosenRun: null });
        announce(`${run.name} is removed.`);
      } catch (thrown) {
        tell(failureOf(thrown));
      }
    },
  };
}

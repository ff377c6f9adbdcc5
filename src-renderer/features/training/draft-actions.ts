import type { TrainableLibrary, TrainingRun } from '../../../src-shared/contract/training.ts';
import {
  type TrainingConfiguration,
  type TrainingDataset,
  trainingConfiguration,
} from '../../../src-shared/training/index.ts';
import { type ActionContext, failureOf, kept } from '../../app/index.ts';
import { emptyDraft, freeName, isSame, type TrainingDraft, textOf, withValue } from './draft.ts';
import { mistakesOf, type Pasted, readConfiguration } from './mistakes.ts';
import { type Preset, presets } from './presets.ts';
import { initialTrainingPart } from './state.ts';

/** Outlives the window, so that a run can be set up over days. */
const keptDraft = kept<TrainingDraft>('training-draft', parseDraft, emptyDraft);

function parseDraft(stored: unknown): TrainingDraft | undefined {
  const whole = trainingConfiguration.safeParse(stored);
  if (whole.success) return whole.data;
  // One without datasets is nothing to train, but something to go on with.
  if (!isSame(withValue(Object(stored), 'datasets', []), stored)) return undefined;
  const filled = trainingConfiguration.safeParse({
    ...Object(stored),
    datasets: [{ name: 'none', source: { kind: 'library', libraryId: 1 } }],
  });
  return filled.success ? { ...filled.data, datasets: [] } : undefined;
}

/** Setting up a run. */
export function createDraftActions(
  { engine, state, change, tell, announce }: ActionContext,
  showStarted: (run: TrainingRun) => void,
) {
  const part = () => state().training;
  let measuring: AbortController | null = null;

  function setDraft(draft: TrainingDraft): void {
    change('training', { draft, startFailure: null });
    keptDraft.write(draft);
  }

  const set = (place: string, value: unknown): void => setDraft(withValue(part().draft, place, value));
  const setDatasets = (datasets: readonly TrainingDataset[]): void =>
    setDraft({ ...part().draft, datasets: [...datasets] });

  /** Whether it can be asked of the engine; else its mistakes are shown. */
  function isRight(): boolean {
    const mistakes = mistakesOf(part().draft);
    change('training', { showsMistakes: true });
    if (mistakes.size === 0) return true;
    announce(`${mistakes.size === 1 ? 'One field needs' : `${mistakes.size} fields need`} another look.`);
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.training-new [aria-invalid=true]')?.focus());
    return false;
  }

  function stopMeasuring(): void {
    measuring?.abort();
    measuring = null;
  }

  return {
    loadLibraries: async (): Promise<void> => {
      try {
        change('training', { libraries: await engine.training.datasets(), librariesFailure: null });
      } catch (thrown) {
        change('training', { librariesFailure: failureOf(thrown) });
      }
    },
    takeUpDraft: (): void => {
      if (part().draft === initialTrainingPart.draft) change('training', { draft: keptDraft.read() });
    },
    set,
    setPreset: ({ values, name }: Preset): void => {
      const { start } = part().draft;
      // Which version one starts from is not the preset's business, unless it starts from none.
      setDraft({
        ...part().draft,
        ...values,
        ...(start.kind === 'version' && values.start.kind === 'version' ? { start } : {}),
      });
      announce(`${name}.`);
    },
    toggleLibrary: ({ libraryId, name }: TrainableLibrary): void => {
      const { draft } = part();
      const without = draft.datasets.filter(
        ({ source }) => source.kind !== 'library' || source.libraryId !== libraryId,
      );
      setDatasets(
        without.length < draft.datasets.length
          ? without
          : [...without, { name: freeName(name, draft), source: { kind: 'library', libraryId }, classes: 'category' }],
      );
    },
    takeAllLibraries: (): void => {
      const draft = part().draft;
      const taken = new Set(
        draft.datasets.flatMap(({ source }) => (source.kind === 'library' ? [source.libraryId] : [])),
      );
      let next = draft;
      for (const { libraryId, name, categories } of part().libraries ?? []) {
        if (taken.has(libraryId) || categories.length < 2) continue;
        const dataset = {
          name: freeName(name, next),
          source: { kind: 'library', libraryId },
          classes: 'category',
        } as const;
        next = { ...next, datasets: [...next.datasets, dataset] };
      }
      setDraft(next);
    },
    addList: (dataset: TrainingDataset): void =>
      setDatasets([...part().draft.datasets, { ...dataset, name: freeName(dataset.name, part().draft) }]),
    removeDataset: (at: number): void => setDatasets(part().draft.datasets.filter((_dataset, place) => place !== at)),
    /** Of the order in which sequential mixing goes. */
    moveDataset: (at: number, by: 1 | -1): void => {
      const datasets = [...part().draft.datasets];
      const [moved] = datasets.splice(at, 1);
      if (moved === undefined || at + by < 0 || at + by > datasets.length) return;
      datasets.splice(at + by, 0, moved);
      setDatasets(datasets);
      announce(`${moved.name} is ${at + by + 1} of ${datasets.length}.`);
    },
    forgetDraft: (): void => {
      stopMeasuring();
      setDraft({ ...emptyDraft });
      change('training', { showsMistakes: false, estimating: { kind: 'none' } });
      announce(`Everything is as it came: ${presets[0]?.name ?? ''}.`);
    },
    copyConfiguration: async (): Promise<void> => {
      try {
        await navigator.clipboard.writeText(textOf(part().draft));
        tell({
          text: 'The configuration is on the clipboard.',
          nextStep: 'As a file it is what “sonotheque train” takes.',
          isFailure: false,
        });
      } catch {
        // Where the clipboard is refused, the text can still be taken by hand.
        change('shell', { dialogue: { kind: 'paste-configuration' } });
      }
    },
    configurationText: (): string => textOf(part().draft),
    openPaste: (): void => change('shell', { dialogue: { kind: 'paste-configuration' } }),
    /** @returns what is wrong with it; nothing where it was taken */
    paste: (text: string): Pasted => {
      const pasted = readConfiguration(text);
      if (pasted.kind === 'read') {
        setDraft(pasted.configuration);
        change('training', { part: 'new', showsMistakes: true, estimating: { kind: 'none' } });
        change('shell', { dialogue: null });
        announce('The configuration was taken.');
      }
      return pasted;
    },
    takeConfiguration: (configuration: TrainingConfiguration): void => {
      setDraft(configuration);
      change('training', { part: 'new', estimating: { kind: 'none' } });
    },
    estimate: async (): Promise<void> => {
      if (!isRight()) return;
      stopMeasuring();
      const mine = new AbortController();
      measuring = mine;
      const { draft } = part();
      change('training', { estimating: { kind: 'measuring', sentence: 'Looking at the sounds' } });
      try {
        for await (const event of await engine.training.estimate({ configuration: draft }, { signal: mine.signal })) {
          if (mine.signal.aborted) return;
          if (event.kind === 'progress')
            change('training', { estimating: { kind: 'measuring', sentence: event.sentence } });
          else change('training', { estimating: { kind: 'done', estimate: event.estimate, of: draft } });
        }
        announce('The estimate is there.');
      } catch (thrown) {
        if (!mine.signal.aborted)
          change('training', { estimating: { kind: 'failed', failure: failureOf(thrown), of: draft } });
      }
    },
    stopEstimate: (): void => {
      stopMeasuring();
      change('training', { estimating: { kind: 'none' } });
    },
    start: async (): Promise<void> => {
      if (part().isStarting || !isRight()) return;
      stopMeasuring();
      change('training', {
        isStarting: true,
        startFailure: null,
        estimating: part().estimating.kind === 'measuring' ? { kind: 'none' } : part().estimating,
      });
      try {
        showStarted(await engine.training.start({ configuration: part().draft }));
        announce('The run has begun.');
      } catch (thrown) {
        change('training', { startFailure: failureOf(thrown) });
      } finally {
        change('training', { isStarting: false });
      }
    },
  };
}

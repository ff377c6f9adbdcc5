import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import {
  type EmbeddingEvaluation,
  type EmbeddingEvaluationSettings,
  embeddingEvaluationSettings,
} from '../../../src-shared/evaluation/index.ts';
import { pictureFigure } from '../../../src-shared/figures/index.ts';
import { WorkPermit } from '../../../src-shared/jobs/index.ts';
import {
  type StudyCellResult,
  type StudyConfiguration,
  type StudyEvent,
  type StudyReport,
  studyConfiguration,
} from '../../../src-shared/study/index.ts';
import { bestOf, runGrid, type StudyCell, type StudyPicture, studyCells, studyFiles } from '../../evaluation/index.ts';
import type { Listener } from '../../indexing/index.ts';
import { embedRunFrames, trainRun } from '../../training/process/index.ts';
import { RUN_FILES } from '../../training/run-folder/index.ts';
import { csvOf } from '../evaluation/embedding-evaluations.ts';
import { evaluateInThread } from '../evaluation/evaluation-worker.ts';
import { cellFingerprint, evaluatedDataOf, makeRunFolder, type PreparedData, prepareData } from './study-data.ts';
import { studySources } from './study-sources.ts';

export type StudyInput = {
  /** Absolute. */
  readonly configuration: string;
  /** Where paths of the lists begin; as the configuration says unless given. */
  readonly sounds?: string | undefined;
  readonly out: string;
  readonly threads: number;
};

type KeptCell = {
  readonly fingerprint: string;
  readonly result: StudyCellResult;
  readonly evaluation: EmbeddingEvaluation;
};

/**
 * Runs a study: each cell is trained, and its held-back sounds are judged before and after. What is finished is kept in
 * `OUT/work`; stopped or killed, the next run with the same folder goes on, within a cell from its last checkpoint.
 * @throws SonothequeError `study-unreadable`, `list-unreadable`, `dataset-empty`, `study-not-written`
 */
export async function* runStudy(
  listener: Pick<Listener, 'spectra'>,
  input: StudyInput,
  signal?: AbortSignal,
): AsyncGenerator<StudyEvent> {
  const study = await readStudy(input);
  const work = path.join(input.out, 'work');
  await mkdir(path.join(work, 'results'), { recursive: true }).catch(notWritten);
  const permit = new WorkPermit();
  permit.allow();
  signal?.addEventListener('abort', () => permit.end(), { once: true });
  if (signal?.aborted) return;
  const news: StudyEvent[] = [];
  let wake = Promise.withResolvers<void>();
  const tell = (event: StudyEvent) => {
    news.push(event);
    wake.resolve();
  };
  let over = false;
  const running = new Study(study, listener, input, permit, tell).run().finally(() => {
    over = true;
    wake.resolve();
  });
  // Whoever stops listening stops the study.
  running.catch(() => {});
  try {
    for (;;) {
      while (news.length > 0) yield news.shift() as StudyEvent;
      if (over) break;
      await wake.promise;
      wake = Promise.withResolvers();
    }
    await running;
  } finally {
    permit.end();
    await running.catch(() => {});
  }
}

class Study {
  readonly #study: StudyConfiguration;
  readonly #listener: Pick<Listener, 'spectra'>;
  readonly #input: StudyInput;
  readonly #permit: WorkPermit;
  readonly #tell: (event: StudyEvent) => void;
  readonly #data = new Map<number, PreparedData>();
  readonly #before = new Map<number, EmbeddingEvaluation>();

  constructor(
    study: StudyConfiguration,
    listener: Pick<Listener, 'spectra'>,
    input: StudyInput,
    permit: WorkPermit,
    tell: (event: StudyEvent) => void,
  ) {
    this.#study = study;
    this.#listener = listener;
    this.#input = input;
    this.#permit = permit;
    this.#tell = tell;
  }

  async run(): Promise<void> {
    const cells = studyCells(this.#study);
    const sources = await studySources(this.#study.datasets);
    for (const cell of cells) {
      if (this.#data.has(cell.seed)) continue;
      const prepared = await prepareData(this.#work, cell, sources, this.#listener, {
        permit: this.#permit,
        onProgress: (done, total) => this.#tell({ kind: 'reading', done, total }),
      });
      if (!prepared) return;
      this.#data.set(cell.seed, prepared);
    }
    // What was there before training is judged once a seed, so that a report never waits for it.
    for (const cell of cells) if (!this.#before.has(cell.seed) && !(await this.#judgeBefore(cell))) return;
    const { results, isWhole } = await runGrid(
      cells,
      {
        finished: async (cell) => (await this.#kept(cell))?.result ?? null,
        trainCell: (cell, say) => this.#trainCell(cell, say),
        keep: async () => {},
        reasonOf,
      },
      (event) => this.#tell({ ...event, of: cells.length }),
    );
    const report = await this.#write(results, cells);
    if (!isWhole) return;
    this.#tell({ kind: 'done', report, page: path.join(this.#input.out, 'report.html') });
  }

  /** A study that was stopped has a report of what is finished. */
  async #write(results: readonly StudyCellResult[], cells: readonly StudyCell[]): Promise<StudyReport> {
    const report = this.#reportOf(results);
    if (results.length === 0) return report;
    const pictures = await this.#pictures(report, cells);
    for (const [name, text] of studyFiles(report, pictures, (table) => csvOf([table]))) {
      await writeWhole(path.join(this.#input.out, name), text).catch(notWritten);
    }
    return report;
  }

  async #trainCell(
    cell: StudyCell,
    say: (doing: string, share: number | null) => void,
  ): Promise<StudyCellResult | null> {
    const data = this.#dataOf(cell);
    const runFolder = path.join(this.#work, 'cells', cell.id);
    const { threads } = this.#input;
    const begun = performance.now();
    await makeRunFolder(runFolder, data);
    await writeWhole(path.join(runFolder, RUN_FILES.configuration), JSON.stringify(cell.configuration));
    const before = this.#before.get(cell.seed);
    if (!before) return null;
    const outcome = await trainRun({
      runFolder,
      threads,
      permit: this.#permit,
      onNews: (news) => {
        if (news.kind === 'step') say(`epoch ${news.epoch}`, news.step / Math.max(1, news.steps));
      },
    });
    if (outcome.ended === 'stopped') return null;
    const after = await this.#evaluated(cell, runFolder, 'best', say);
    if (!after) return null;
    const { id, loss, method, seed } = cell;
    const result: StudyCellResult = {
      id,
      loss,
      method,
      seed,
      state: 'done',
      before: before.scores,
      after: after.scores,
      epochs: outcome.bestEpoch,
      backend: outcome.backend,
      seconds: (performance.now() - begun) / 1_000,
    };
    const kept: KeptCell = { fingerprint: this.#fingerprint(cell), result, evaluation: after };
    await writeWhole(this.#resultFile(cell), JSON.stringify(kept)).catch(notWritten);
    // What is needed of it is kept.
    await rm(runFolder, { recursive: true, force: true });
    return result;
  }

  /** @returns `null` when it was stopped */
  async #evaluated(
    { seed }: StudyCell,
    runFolder: string,
    weights: 'start' | 'best',
    say: (doing: string, share: number | null) => void,
  ): Promise<EmbeddingEvaluation | null> {
    say(weights === 'start' ? 'judging before' : 'judging after', null);
    const outFile = path.join(runFolder, `${weights}.f32`);
    const signal = this.#permit.ended;
    try {
      const { columns } = await embedRunFrames({ runFolder, weights, outFile, threads: this.#input.threads, signal });
      const bytes = await readFile(outFile);
      const values = new Float32Array(new Uint8Array(bytes).buffer);
      const data = evaluatedDataOf(this.#datasetsOf(seed), values, columns);
      const gate = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
      const task = { kind: 'evaluate' as const, data, modelVersion: weights, settings: this.#settings(seed), gate };
      return await evaluateInThread(task, () => {}, this.#permit);
    } catch (error) {
      if (signal.aborted) return null;
      throw error;
    } finally {
      await rm(outFile, { force: true });
    }
  }

  #settings(seed: number): EmbeddingEvaluationSettings {
    const share = Number((this.#study.training.splits as { readonly test?: number } | undefined)?.test ?? 0.15);
    return embeddingEvaluationSettings.parse({
      ...this.#study.evaluation,
      seed,
      probe: false,
      heldBack: { kind: 'grouped', share: Math.min(0.5, Math.max(0.05, share)) },
    });
  }

  async #kept(cell: StudyCell): Promise<KeptCell | null> {
    try {
      const kept = JSON.parse(await readFile(this.#resultFile(cell), 'utf8')) as KeptCell;
      return kept.fingerprint === this.#fingerprint(cell) ? kept : null;
    } catch {
      return null;
    }
  }

  /** Of the best training across datasets: within them there are as many spaces as datasets. */
  async #pictures(report: StudyReport, cells: readonly StudyCell[]): Promise<readonly StudyPicture[]> {
    const across = this.#study.methods.filter(({ mixing }) => mixing.kind !== 'within').map(({ label }) => label);
    const best = bestOf(report, across);
    const cell = cells.find(({ id }) => id === best?.id);
    if (!cell) return [];
    const after = await this.#kept(cell);
    const before = this.#before.get(cell.seed);
    if (!after || !before) return [];
    const [one, other] = [
      pictureFigure({ name: 'before', evaluation: before }),
      pictureFigure({ name: 'after', evaluation: after.evaluation }),
    ];
    return one && other ? [{ about: `${cell.loss}, ${cell.method}`, before: one, after: other }] : [];
  }

  /** Of the encoder as every training of a seed begins. @returns whether it is there: `false` when it was stopped */
  async #judgeBefore(cell: StudyCell): Promise<boolean> {
    const file = path.join(this.#work, 'results', `before-seed-${cell.seed}.json`);
    const { start, trains } = cell.configuration;
    const { fingerprint: ofData } = this.#datasetsOf(cell.seed);
    const fingerprint = JSON.stringify([start, trains, cell.seed, ofData, this.#study.evaluation]);
    const kept = await readFile(file, 'utf8')
      .then((text) => JSON.parse(text) as { readonly fingerprint: string; readonly evaluation: EmbeddingEvaluation })
      .catch(() => null);
    let before = kept?.fingerprint === fingerprint ? kept.evaluation : null;
    if (before === null) {
      const runFolder = path.join(this.#work, 'cells', `before-seed-${cell.seed}`);
      await makeRunFolder(runFolder, this.#dataOf(cell));
      await writeWhole(path.join(runFolder, RUN_FILES.configuration), JSON.stringify(cell.configuration));
      before = await this.#evaluated(cell, runFolder, 'start', () => {});
      await rm(runFolder, { recursive: true, force: true });
      if (before === null) return false;
      await writeWhole(file, JSON.stringify({ fingerprint, evaluation: before })).catch(notWritten);
    }
    this.#before.set(cell.seed, before);
    return true;
  }

  #reportOf(cells: readonly StudyCellResult[]): StudyReport {
    const { name, losses, methods, seeds } = this.#study;
    const [first] = this.#data.values();
    return {
      name,
      datasets: (first?.datasets.datasets ?? []).map((one) => ({
        name: one.name,
        sounds: one.sounds.length,
        classes: one.classes.length,
      })),
      losses: losses.map((loss) => loss.label ?? loss.name),
      methods: methods.map(({ label }) => label),
      seeds,
      cells,
    };
  }

  get #work(): string {
    return path.join(this.#input.out, 'work');
  }

  #resultFile({ id }: StudyCell): string {
    return path.join(this.#work, 'results', `${id}.json`);
  }

  #dataOf({ seed }: StudyCell): PreparedData {
    return this.#data.get(seed) as PreparedData;
  }

  #datasetsOf(seed: number): PreparedData['datasets'] {
    return (this.#data.get(seed) as PreparedData).datasets;
  }

  #fingerprint(cell: StudyCell): string {
    return cellFingerprint(cell, this.#dataOf(cell), this.#study.evaluation);
  }
}

async function readStudy({ configuration, sounds }: StudyInput): Promise<StudyConfiguration> {
  const unreadable = (message: string) =>
    new SonothequeError({
      code: 'study-unreadable',
      message,
      nextStep: 'docs/study/config.json is one that works, docs/evaluation.md says what may stand in it.',
    });
  let text: string;
  try {
    text = await readFile(configuration, 'utf8');
  } catch (error) {
    throw unreadable(`${configuration} could not be read (${error instanceof Error ? error.message : 'unknown'}).`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw unreadable(`${configuration} is no JSON (${error instanceof Error ? error.message : 'unknown'}).`);
  }
  const read = studyConfiguration.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw unreadable(`${configuration}: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'not understood'}`);
  }
  const folder = path.dirname(configuration);
  return {
    ...read.data,
    datasets: read.data.datasets.map((dataset) => {
      const { source } = dataset;
      if (source.kind !== 'list') return dataset;
      const begin = sounds ?? (source.folder === undefined ? undefined : path.resolve(folder, source.folder));
      const file = path.resolve(folder, source.file);
      return { ...dataset, source: { ...source, file, ...(begin === undefined ? {} : { folder: begin }) } };
    }),
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof SonothequeError) return error.failure.message;
  return error instanceof Error ? error.message : 'unknown';
}

async function writeWhole(file: string, text: string): Promise<void> {
  const part = `${file}.${randomUUID()}.part`;
  await writeFile(part, text);
  await rename(part, file);
}

function notWritten(error: unknown): never {
  throw new SonothequeError({
    code: 'study-not-written',
    message: `The study's folder could not be written (${error instanceof Error ? error.message : 'unknown'}).`,
    nextStep: 'Name another folder with --out, or make room on its disk; what is finished is kept.',
  });
}

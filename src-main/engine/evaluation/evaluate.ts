import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { EvaluateInput, EvaluationEvent, EvaluationLine } from '../../../src-shared/contract/evaluation.ts';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { readShippedModel } from '../../encoder/index.ts';
import {
  type EvaluatedSound,
  type EvaluationProgress,
  evaluationPage,
  type Predictor,
  readLabelledList,
  runEvaluation,
  runFirstLabels,
} from '../../evaluation/index.ts';
import { isFolder } from '../is-folder.ts';
import { type GatherParts, gatherSounds } from './gather-sounds.ts';
import { HeardCache } from './heard-cache.ts';
import { writePage } from './write-page.ts';

export type EvaluateParts = Omit<GatherParts, 'cache' | 'modelVersion'> & {
  readonly predictors: readonly Predictor[];
  /** Where vectors are kept of sounds that had to be listened to. */
  readonly cacheFile: string;
};

const MOST_LIST_BYTES = 256 * 2 ** 20;

/**
 * Scores suggestions against a labelled list; the report comes last.
 * @throws SonothequeError `list-unreadable`, `list-empty`, `no-folder`, `nothing-to-score`, `page-not-written`
 */
export async function* evaluate(
  parts: EvaluateParts,
  input: EvaluateInput,
  signal?: AbortSignal,
): AsyncGenerator<EvaluationEvent> {
  if (parts.predictors.length === 0) {
    throw new SonothequeError({
      code: 'nothing-to-score',
      message: 'No way of suggesting fits what was asked for.',
      nextStep: 'Score with and without names: leave out --audio-only and --with-names.',
    });
  }
  const list = readLabelledList(await readList(input.list), path.basename(input.list));
  const folder = input.folder ?? path.dirname(input.list);
  await mustBeFolder(folder);
  const confidence = list.hasConfidence && input.confidence !== 'all' ? input.confidence : null;
  const modelVersion = readShippedModel().id;
  const cache = await HeardCache.open(parts.cacheFile);
  const request = { rows: list.rows, folder, confidence, ...(signal ? { signal } : {}) };
  const gathering = gatherSounds({ ...parts, cache, modelVersion }, request);
  let step = await gathering.next();
  while (!step.done) {
    yield { kind: 'listening', done: step.value, total: list.rows.length };
    step = await gathering.next();
  }
  const { sounds } = step.value;
  const faults = [...step.value.faults];
  const scored = sounds.filter(({ counts }) => counts);
  if (scored.length === 0) throw nothingToScore(sounds.length, confidence, faults[0]?.message);
  const folds = input.leaveLibrariesOut ?? null;
  const further: EvaluatedSound[] = [];
  for (const training of folds === null ? [] : (input.training ?? [])) {
    const { rows } = readLabelledList(await readList(training.list), path.basename(training.list));
    await mustBeFolder(training.folder);
    const teaching = gatherSounds({ ...parts, cache, modelVersion }, { ...request, rows, folder: training.folder });
    let taught = await teaching.next();
    while (!taught.done) {
      yield { kind: 'listening', done: taught.value, total: rows.length };
      taught = await teaching.next();
    }
    further.push(...taught.value.sounds);
    faults.push(...taught.value.faults);
  }
  const lines: EvaluationLine[] = [];
  for (const predictor of parts.predictors) {
    const stop = signal ? { signal } : {};
    const told = (part: EvaluationProgress): EvaluationEvent => ({ kind: 'predicting', name: predictor.name, ...part });
    const running = runEvaluation(sounds, predictor, { folds, further, ...stop });
    let fold = await running.next();
    for (; !fold.done; fold = await running.next()) yield told(fold.value);
    const line = fold.value;
    if (input.firstLabels === undefined || folds === null || !predictor.learns) {
      lines.push(line);
      continue;
    }
    const labelling = runFirstLabels(sounds, predictor, { first: input.firstLabels, further, ...stop });
    let library = await labelling.next();
    for (; !library.done; library = await labelling.next()) yield told(library.value);
    lines.push({ ...line, firstLabels: library.value });
  }
  const libraries = new Set(scored.map(({ library }) => library)).size;
  const report = {
    list: input.list,
    folder,
    modelVersion,
    sounds: scored.length,
    libraries,
    confidence,
    folds: folds === null ? null : folds === 'all' ? libraries : Math.min(folds, libraries),
    faults: [...list.faults, ...faults],
    lines,
  };
  if (input.html !== undefined) await writePage(input.html, evaluationPage(report));
  yield { kind: 'done', report };
}

async function mustBeFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  throw new SonothequeError({
    code: 'folder-not-found',
    message: `The folder ${folder} is not there.`,
    nextStep: 'Name the folder in which the paths of the list begin with --sounds.',
  });
}

async function readList(file: string): Promise<string> {
  const facts = await stat(file).catch(() => null);
  const unreadable = (message: string) =>
    new SonothequeError({
      code: 'list-unreadable',
      message,
      nextStep: 'Name a text file of columns set apart by tabs, with at least “path” and “category”.',
    });
  if (!facts) throw unreadable(`The list ${file} is not there.`);
  if (!facts.isFile()) throw unreadable(`${file} is no file.`);
  if (facts.size > MOST_LIST_BYTES) throw unreadable(`${file} is too large to be a list of labels.`);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw unreadable(`The list ${file} could not be read (${error instanceof Error ? error.message : 'unknown'}).`);
  }
}

function nothingToScore(found: number, confidence: string | null, firstFault: string | undefined): SonothequeError {
  if (found > 0 && confidence !== null) {
    return new SonothequeError({
      code: 'nothing-to-score',
      message: `No sound of the list has a label of confidence “${confidence}”.`,
      nextStep: 'Name another with --confidence, or `--confidence all`.',
    });
  }
  return new SonothequeError({
    code: 'nothing-to-score',
    message: `None of the listed sounds could be used. ${firstFault ?? ''}`.trim(),
    nextStep: 'Name the folder in which the paths of the list begin with --sounds.',
  });
}

import path from 'node:path';
import { runWorkJob } from '../../../../src-shared/client/index.ts';
import type { EngineClient } from '../../../../src-shared/contract/contract.ts';
import { SonothequeError } from '../../../../src-shared/contract/failures.ts';
import type {
  EmbeddingComparison,
  EmbeddingEvaluation,
  EmbeddingEvaluationSettings,
  PairedDifference,
} from '../../../../src-shared/evaluation/index.ts';
import { type CommandContext, EXIT, withCatalogue } from '../context.ts';
import { ProgressLine } from '../output/progress-line.ts';
import { newTable, trimLines } from '../output/sounds.ts';
import { count, counted, printable, roughDuration } from '../output/words.ts';
import { writeDocument } from '../output/write-document.ts';

export type EmbeddingOptions = {
  readonly library?: readonly string[];
  /** Where the paths of a list begin. */
  readonly sounds?: string;
  readonly confidence: string;
  readonly model?: string;
  readonly against?: string;
  readonly k: number;
  readonly metric: EmbeddingEvaluationSettings['metric'];
  readonly heldBack?: string;
  readonly seed: number;
  readonly probe: boolean;
  readonly picture: boolean;
  readonly html?: string;
};

/** Scores embeddings of libraries and of a list by their labels, by one model version or against another. */
export function evaluateEmbeddings(
  context: CommandContext,
  list: string | undefined,
  options: EmbeddingOptions,
): Promise<number> {
  return withCatalogue(context, { readOnly: false }, async (client) => {
    const datasets = await datasetsNamed(client, options.library ?? []);
    const folder = options.sounds === undefined ? {} : { folder: path.resolve(options.sounds) };
    const lists =
      list === undefined
        ? []
        : [{ file: path.resolve(list), confidence: options.confidence, leastSounds: 20, ...folder }];
    const { k, metric, seed, probe, picture } = options;
    const settings = { k, metric, seed, probe, picture, heldBack: heldBackOf(options.heldBack), framesPerSound: 8 };
    const evaluate = async (modelVersion: string | undefined): Promise<string | null> => {
      const asked = { datasets, lists, settings, ...(modelVersion === undefined ? {} : { modelVersion }) };
      const { id, job } = await client.evaluation.embeddings.start(asked);
      const line = new ProgressLine(process.stderr);
      try {
        const ended = await runWorkJob(client, job, {
          signal: context.signal,
          onProgress: ({ share, sentence, secondsLeft }) => {
            if (context.json || !context.interactive) return;
            const percent = share === null ? '' : `${Math.floor(share * 100)} %`;
            line.show(['', percent, sentence, '', secondsLeft === null ? '' : `${roughDuration(secondsLeft)} left`]);
          },
        });
        return ended.state === 'done' ? id : null;
      } finally {
        line.clear();
      }
    };
    const before = options.against === undefined ? undefined : await evaluate(options.against);
    const after = before === null ? null : await evaluate(options.model);
    if (after === null || before === null) return EXIT.interrupted;
    const evaluation = await client.evaluation.embeddings.get({ id: after });
    const comparison = before === undefined ? null : await client.evaluation.embeddings.compare({ before, after });
    if (options.html !== undefined) {
      const page = await client.evaluation.embeddings.export({
        id: after,
        form: 'html',
        ...(before === undefined ? {} : { before }),
      });
      const written = await writeDocument(linesOf(page), path.resolve(options.html), context.signal);
      if (!written) return EXIT.interrupted;
    }
    if (context.json) context.print({ id: after, ...evaluation, comparison });
    else show(context, evaluation, comparison, options.html);
    return EXIT.done;
  });
}

async function* linesOf(text: string): AsyncGenerator<string> {
  yield text.replace(/\n$/u, '');
}

/** @throws SonothequeError `library-unknown`, `library-ambiguous` */
async function datasetsNamed(client: EngineClient, names: readonly string[]) {
  const libraries = await client.libraries.list();
  const chosen = names.includes('all')
    ? libraries
    : names.map((name) => {
        const found = libraries.filter((one) => one.name === name || one.path === path.resolve(name));
        const [first] = found;
        if (first && found.length === 1) return first;
        throw new SonothequeError({
          code: first ? 'library-ambiguous' : 'library-unknown',
          message: first ? `Several libraries are called “${name}”.` : `There is no library “${name}”.`,
          nextStep: `Name one by its folder: ${libraries.map((one) => `“${one.path}”`).join(', ') || 'index a folder first'}.`,
        });
      });
  const counts = Map.groupBy(chosen, ({ name }) => name);
  return chosen.map(({ id, name, path: folder }) => ({
    // Names are unique among datasets.
    name: (counts.get(name)?.length ?? 0) > 1 ? folder.slice(-200) : name.slice(0, 200),
    source: { kind: 'library' as const, libraryId: id as number },
    classes: 'category' as const,
  }));
}

/** A share such as `0.2`, or the folder of a training run. */
function heldBackOf(text: string | undefined): EmbeddingEvaluationSettings['heldBack'] {
  if (text === undefined) return { kind: 'none' };
  const share = Number(text);
  return Number.isFinite(share) ? { kind: 'grouped', share } : { kind: 'run', folder: path.resolve(text) };
}

function show(
  context: CommandContext,
  { modelVersion, settings, scores, sounds, leftOut, seconds }: EmbeddingEvaluation,
  comparison: readonly EmbeddingComparison[] | null,
  html: string | undefined,
): void {
  context.print(
    `${counted(sounds.length, 'sound')}, ${printable(modelVersion)}, ${settings.k} neighbours (${settings.metric}); ${seconds.toFixed(1)} s\n`,
  );
  const table = newTable([
    '',
    'sounds',
    'frames',
    'F1 frames',
    'F1 sounds',
    'with itself',
    'linear',
    'top-5',
    'DB',
    'silhouette',
  ]);
  for (const { dataset, otherGroups, withItself, probe, daviesBouldin, silhouette, ...rest } of scores) {
    table.push([
      printable(dataset ?? 'all'),
      count(rest.sounds),
      count(rest.frames),
      number(otherGroups.frameMacroF1),
      number(otherGroups.soundMacroF1),
      number(withItself.frameMacroF1),
      number(probe?.macroF1),
      number(probe?.top5),
      number(daviesBouldin),
      number(silhouette?.mean),
    ]);
  }
  context.print(trimLines(table.toString()));
  context.print(
    'F1: macro-F1 by the nearest neighbours, without copies and variants of the sound; with itself: its own frames count too.\n',
  );
  if (comparison) context.print(comparisonWords(comparison));
  for (const [left, why] of [
    [leftOut.unlabelled, 'without a label'],
    [leftOut.withoutVectors, 'that this model version has not listened to'],
    [leftOut.silent, 'of nothing but silence'],
  ] as const) {
    if (left > 0) context.tell(`! ${counted(left, 'sound')} ${why} took no part.`);
  }
  if (html !== undefined) context.print(printable(html));
}

function comparisonWords(comparison: readonly EmbeddingComparison[]): string {
  const table = newTable(['change', 'F1 frames', '95 %', 'F1 sounds', '95 %', 'suggested', '95 %', 'DB']);
  for (const { dataset, frameMacroF1, soundMacroF1, suggestedTop1, daviesBouldinChange } of comparison) {
    table.push([
      printable(dataset ?? 'all'),
      ...changeCells(frameMacroF1),
      ...changeCells(soundMacroF1),
      ...changeCells(suggestedTop1),
      daviesBouldinChange === null ? '–' : `${(daviesBouldinChange * 100).toFixed(1)} %`,
    ]);
  }
  return trimLines(table.toString());
}

const changeCells = (difference: PairedDifference | null): readonly string[] => [
  number(difference?.difference),
  difference?.low == null || difference.high == null ? '–' : `${number(difference.low)} … ${number(difference.high)}`,
];

const number = (value: number | null | undefined): string => (value == null ? '–' : value.toFixed(3));

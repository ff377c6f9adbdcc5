/** How well each dataset's frames are told apart now. */
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { DatasetScores } from '../../../src-shared/training/index.ts';
import type { Points } from '../../learning/index.ts';
import { finish, scoreNeighbours, shuffled } from '../../learning/index.ts';
import type { InputLayout } from '../input/index.ts';
import type { Core } from '../model/index.ts';
import { type Frames, plainOrder, type Split } from './frames.ts';
import type { PreparedRun } from './prepare.ts';
import { classesByHead, type ProbedHead, probeHead } from './probe-head.ts';
import { classesByNeighbours, scoresOf } from './score.ts';

/** Whether work may go on; asked between batches. Throws where it shall end. */
export type Gate = () => Promise<void>;

/** Embeddings are cheap to pass; spectra aren't. */
const BATCH = { embeddings: 512, spectra: 32 } as const;
/** Training frames whose neighbourhood is asked, at most: their embeddings have to be computed each time. */
const MOST_KNOWN = 2_000;
/** Training frames that a head is read off, at most. */
const MOST_PROBED = 4_000;
/** Frames by which difficulty is measured, at most. */
const MOST_DIFFICULT = 1_500;

/** Numbers of a batch as the model takes them. */
export function inputTensor(core: Core, layout: InputLayout, values: Float32Array): Tensor4D | Tensor2D {
  if (layout.kind === 'embeddings') return core.tensor2d(values, [values.length / layout.size, layout.size]);
  const { rows, bands } = layout;
  return core.tensor4d(values, [values.length / (rows * bands), rows, bands, 1]);
}

/** Embeddings of frames, as the model gives them now. With `judging`: their mean loss and classes, too. */
export async function passFrames(
  prepared: PreparedRun,
  dataset: number,
  frames: Frames,
  places: readonly number[],
  gate: Gate,
  judging: boolean,
): Promise<{ readonly points: Points; readonly loss: number; readonly predicted: Int32Array | null }> {
  const { opened, layout, source, model, run } = prepared;
  const { core } = opened;
  const size = run.architecture.embeddingSize;
  const values = new Float32Array(places.length * size);
  const predicted = model.hasHead && judging ? new Int32Array(places.length) : null;
  const length = judging && !model.hasHead ? run.configuration.batchFrames : BATCH[layout.kind];
  const batches = Array.from({ length: Math.ceil(places.length / length) }, (_, index) =>
    places.slice(index * length, (index + 1) * length),
  );
  const ordered = (index: number) => {
    const batch = batches[index];
    return batch ? source.get(plainOrder(layout, frames, batch)) : null;
  };
  let loss = 0;
  let next = ordered(0);
  for (const [index, batch] of batches.entries()) {
    await gate();
    const numbers = await next;
    next = ordered(index + 1);
    if (!numbers) break;
    const input = inputTensor(core, layout, numbers);
    const embeddings = model.embed(dataset, input);
    input.dispose();
    values.set(await embeddings.data<'float32'>(), index * length * size);
    if (judging) {
      const labels = core.tensor1d(
        batch.map((place) => frames.classOfFrame[place] as number),
        'int32',
      );
      const judged = await model.judge(dataset, embeddings, labels as Tensor1D);
      labels.dispose();
      loss += judged.loss * batch.length;
      if (judged.predicted) predicted?.set(judged.predicted, index * length);
    }
    embeddings.dispose();
  }
  return { points: { columns: size, values }, loss: loss / Math.max(1, places.length), predicted };
}

const every = (frames: Frames): number[] => Array.from(frames.classOfFrame.keys());

/** Some of the frames, the same each time. */
function sampled(frames: Frames, most: number): number[] {
  const all = every(frames);
  return all.length <= most
    ? all
    : shuffled(all, 1)
        .slice(0, most)
        .sort((a, b) => a - b);
}

/** Scores of a dataset's split: by its head, or by neighbours among training frames where the loss learns none. */
export async function evaluateDataset(
  prepared: PreparedRun,
  dataset: number,
  split: Split,
  gate: Gate,
  head: ProbedHead | null = null,
): Promise<DatasetScores> {
  const { run, model } = prepared;
  const { name, classes } = run.datasets[dataset] as (typeof run.datasets)[number];
  const frames = prepared.frames(dataset, split);
  const places = every(frames);
  if (places.length === 0) return scoresOf(name, frames, classes.length, new Int32Array(0), 0);
  const { points, loss, predicted } = await passFrames(prepared, dataset, frames, places, gate, true);
  if (head) return scoresOf(name, frames, classes.length, classesByHead(points, head), loss);
  if (predicted && model.hasHead) return scoresOf(name, frames, classes.length, predicted, loss);
  const known = prepared.frames(dataset, 'training');
  const knownPlaces = sampled(known, MOST_KNOWN);
  const reference = await passFrames(prepared, dataset, known, knownPlaces, gate, false);
  const classOfKnown = knownPlaces.map((place) => known.classOfFrame[place] as number);
  const voted = classesByNeighbours(reference.points, classOfKnown, points);
  return scoresOf(name, frames, classes.length, voted, loss);
}

/** A head read off the training frames' embeddings as they are now. */
export async function probeDataset(prepared: PreparedRun, dataset: number, gate: Gate): Promise<ProbedHead> {
  const frames = prepared.frames(dataset, 'training');
  const places = sampled(frames, MOST_PROBED);
  const { points } = await passFrames(prepared, dataset, frames, places, gate, false);
  const classes = prepared.run.datasets[dataset]?.classes.length ?? 0;
  return probeHead(
    points,
    places.map((place) => frames.classOfFrame[place] as number),
    classes,
  );
}

/**
 * How hard a dataset is for the encoder as it is now: 1 − macro-F1 of its training frames by their five nearest
 * neighbours, cosine, of other groups of alike sounds. Our reconstruction (docs/training.md).
 */
export async function difficultyOf(prepared: PreparedRun, dataset: number, gate: Gate): Promise<number> {
  const frames = prepared.frames(dataset, 'training');
  const places = sampled(frames, MOST_DIFFICULT);
  const { points } = await passFrames(prepared, dataset, frames, places, gate, false);
  const scores = finish(
    scoreNeighbours(
      {
        points,
        soundOfFrame: Int32Array.from(places.keys()),
        classOfSound: places.map((place) => frames.classOfFrame[place] as number),
        groupOfSound: places.map((place) => frames.groupOfFrame[place] as number),
        classes: prepared.run.datasets[dataset]?.classes.length ?? 0,
      },
      { ks: [5], metric: 'cosine', among: 'other-groups' },
    ),
  );
  return 1 - (scores[0]?.frames.macroF1 || 0);
}

/** Seconds that one frame's embedding takes, from a batch or two. */
export async function timeEvaluation(
  prepared: PreparedRun,
  { gate, now }: { readonly gate: Gate; readonly now: () => number },
): Promise<number> {
  const frames = prepared.frames(0, 'training');
  const places = every(frames).slice(0, BATCH[prepared.layout.kind]);
  const begun = now();
  await passFrames(prepared, 0, frames, places, gate, false);
  return (now() - begun) / 1_000 / Math.max(1, places.length);
}

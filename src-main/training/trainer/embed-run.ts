/** Embeddings of a run's frames, as its encoder gives them at the start or at its best. */
import { existsSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { readSafetensors, type Safetensors } from '../../encoder/index.ts';
import { encoderValues, identityAdapter, nameInSet, normalisationParts } from '../model/index.ts';
import { bestFile, RUN_FILES } from '../run-folder/index.ts';
import { type Gate, passFrames } from './evaluate.ts';
import type { Split } from './frames.ts';
import type { PreparedRun } from './prepare.ts';

export type EmbeddedRun = {
  /** Numbers in one embedding. */
  readonly columns: number;
  readonly frames: number;
};

const SPLITS: readonly Split[] = ['training', 'validation', 'test'];

/**
 * Writes the embeddings of all frames that take part, dataset after dataset, sound after sound: frames × columns float32,
 * little endian. Each dataset by its own encoder or its own batch normalisation where the run gives it one.
 *
 * @throws SonothequeError `not-trained` where the best weights are wanted and there are none yet, `adapter-on-adapter`
 */
export async function embedRun(
  prepared: PreparedRun,
  weights: 'start' | 'best',
  outFile: string,
  gate: Gate,
): Promise<EmbeddedRun> {
  const { run } = prepared;
  const columns = run.architecture.embeddingSize;
  // What an adapter is given is what there was before it.
  if (weights === 'start' && run.configuration.trains === 'adapter')
    for (const [name, tensor] of identityAdapter(columns)) prepared.parameters.fill(name, tensor);
  const file = await open(outFile, 'w', 0o600);
  let written = 0;
  try {
    for (const [dataset, { sounds }] of run.datasets.entries()) {
      if (weights === 'best') fillBest(prepared, dataset);
      const bySplit = new Map<Split, Float32Array>();
      for (const split of SPLITS) {
        const frames = prepared.frames(dataset, split);
        const places = Array.from(frames.classOfFrame.keys());
        const { points } = await passFrames(prepared, dataset, frames, places, gate, false);
        bySplit.set(split, Float32Array.from(points.values));
      }
      const taken = new Map<Split, number>();
      for (const { split, chosenFrames } of sounds) {
        const from = taken.get(split) ?? 0;
        const values = bySplit.get(split)?.slice(from * columns, (from + chosenFrames.length) * columns);
        if (values) await file.write(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
        taken.set(split, from + chosenFrames.length);
        written += chosenFrames.length;
      }
    }
  } finally {
    await file.close();
  }
  return { columns, frames: written };
}

/** Puts the best weights of a dataset's encoder in the place of those of the start. */
function fillBest({ run, parameters, hasAdapter }: PreparedRun, dataset: number): void {
  // The weights file holds both adapters as one, and the run's frames are behind the first already.
  if (run.configuration.trains === 'adapter' && run.startHasAdapter)
    throw new SonothequeError({
      code: 'adapter-on-adapter',
      message: 'Frames of an adapter that began from a version with an adapter are not embedded again.',
      nextStep: 'Begin from a version without an adapter.',
    });
  const own = join(run.folder, bestFile(dataset));
  const isOwn = existsSync(own);
  const { tensors } = readBest(isOwn ? own : join(run.folder, RUN_FILES.best));
  if (run.configuration.trains !== 'adapter') {
    for (const [name, tensor] of encoderValues(tensors, run.architecture)) parameters.fill(name, tensor);
    for (const layer of run.architecture.layers) {
      if (layer.kind !== 'convolution') continue;
      for (const part of normalisationParts) {
        const name = `${layer.normalisationKey}.${part}`;
        // In a file of one dataset its set is the first.
        const set = tensors.get(nameInSet(isOwn ? 0 : dataset, name));
        const inSet = nameInSet(dataset, name);
        if (set && parameters.has(inSet)) parameters.fill(inSet, set);
      }
    }
  }
  if (!hasAdapter) return;
  for (const name of ['adapter.weight', 'adapter.bias']) {
    const tensor = tensors.get(name);
    if (tensor) parameters.fill(name, tensor);
  }
}

function readBest(file: string): Safetensors {
  if (existsSync(file)) return readSafetensors(readFileSync(file));
  throw new SonothequeError({
    code: 'not-trained',
    message: 'The run has no best weights yet.',
    nextStep: 'Train it first.',
  });
}

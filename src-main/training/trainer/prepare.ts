/** From a run's folder to what a training step needs: model, frames, first values. */
import { closeSync, openSync, readSync } from 'node:fs';
import type { OpenedBackend } from '../backends/index.ts';
import { type BatchSource, type InputLayout, openBatchSource } from '../input/index.ts';
import {
  encoderValues,
  identityAdapter,
  lossParameterName,
  nameInSet,
  normalisationParts,
  Parameters,
  RunModel,
  randomEncoderValues,
  seedOf,
  standardisingAdapter,
  TrainableEncoder,
} from '../model/index.ts';
import { type Frames, framesOf, type Split } from './frames.ts';
import { inputFile, type Run } from './read-run.ts';
import { type RunLoss, runLoss } from './run-loss.ts';

const STAGES = 4;

export type PreparedRun = {
  readonly run: Run;
  readonly opened: OpenedBackend;
  readonly layout: InputLayout;
  readonly source: BatchSource;
  readonly parameters: Parameters;
  readonly model: RunModel;
  readonly loss: RunLoss;
  readonly hasAdapter: boolean;
  frames(dataset: number, split: Split): Frames;
  /** Puts everything back to how the run begins. */
  fillStart(): void;
  close(): Promise<void>;
};

/** @throws SonothequeError where the loss or the starting weights don't fit. */
export function prepareRun(run: Run, opened: OpenedBackend): PreparedRun {
  const { configuration, architecture, datasets } = run;
  const { core, operations } = opened;
  const loss = runLoss(core, configuration);
  const parameters = new Parameters(core);
  const isAdapter = configuration.trains === 'adapter';
  const frozenStages = configuration.trains === 'last-blocks' ? STAGES - configuration.lastBlocks : 0;
  const encoder = isAdapter ? null : new TrainableEncoder(core, operations, architecture, frozenStages);
  const hasAdapter = isAdapter || run.startHasAdapter;
  const setPerDataset = encoder !== null && configuration.normalisation === 'per-dataset';
  const size = architecture.embeddingSize;

  const fillStart = () => {
    if (encoder) {
      const values = run.start
        ? encoderValues(run.start.tensors, architecture)
        : randomEncoderValues(architecture, configuration.seed);
      for (const [name, tensor] of values) parameters.fill(name, tensor);
      if (setPerDataset)
        for (const layer of encoder.learningLayers)
          for (const part of normalisationParts)
            for (const dataset of datasets.keys()) {
              const name = `${layer.normalisationKey}.${part}`;
              parameters.set(nameInSet(dataset, name), core.clone(parameters.get(name)));
            }
    }
    if (hasAdapter) {
      const before = isAdapter ? undefined : run.start?.tensors;
      const first = isAdapter ? standardisingAdapter(trainingEmbeddings(run), size) : identityAdapter(size);
      for (const [name, tensor] of first) parameters.fill(name, before?.get(name) ?? tensor);
    }
    for (const [index, dataset] of datasets.entries()) {
      const shape = { dimensions: size, classes: dataset.classes.length };
      const learnt = loss.loss.createParameters(shape, seedOf(`loss ${index}`, configuration.seed));
      for (const [name, tensor] of Object.entries(learnt)) parameters.set(lossParameterName(index, name), tensor);
    }
  };
  fillStart();

  const ofFirst = lossParameterName(0, '');
  const lossParameters = parameters.names
    .filter((name) => name.startsWith(ofFirst))
    .map((name) => name.slice(ofFirst.length));
  const layout: InputLayout = isAdapter
    ? { kind: 'embeddings', size }
    : { kind: 'spectra', rows: architecture.blockRows, bands: architecture.bands };
  const source = openBatchSource(inputFile(run), layout);
  const gathered = new Map<string, Frames>();
  return {
    run,
    opened,
    layout,
    source,
    parameters,
    loss,
    hasAdapter,
    model: new RunModel({
      core,
      parameters,
      encoder,
      hasAdapter,
      setPerDataset,
      loss: loss.loss,
      hasHead: loss.hasHead,
      lossParameters,
    }),
    frames(dataset, split) {
      const key = `${dataset} ${split}`;
      const known = gathered.get(key);
      if (known) return known;
      const frames = framesOf(datasets[dataset] as Run['datasets'][number], split);
      gathered.set(key, frames);
      return frames;
    },
    fillStart,
    async close() {
      parameters.dispose();
      await source.close();
    },
  };
}

/** As many as say what their mean and spread are. */
const MOST_SAMPLED = 20_000;

/** Embeddings of training frames, spread over all datasets: frames × size. */
function trainingEmbeddings(run: Run): Float32Array {
  const size = run.architecture.embeddingSize;
  const places = run.datasets.flatMap((dataset) => [...framesOf(dataset, 'training').place]);
  const step = Math.max(1, places.length / MOST_SAMPLED);
  const count = Math.floor(places.length / step);
  const embeddings = new Float32Array(count * size);
  const file = openSync(inputFile(run), 'r');
  try {
    for (let at = 0; at < count; at += 1)
      readSync(file, embeddings.subarray(at * size, (at + 1) * size), {
        position: (places[Math.floor(at * step)] as number) * size * Float32Array.BYTES_PER_ELEMENT,
      });
  } finally {
    closeSync(file);
  }
  return embeddings;
}

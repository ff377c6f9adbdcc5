/** Reads the folder of a run, and makes sure that it can be trained at all. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { type TrainingConfiguration, trainingConfiguration } from '../../../src-shared/training/index.ts';
import { describeFailure } from '../../children/index.ts';
import { describeEncoder, type EncoderArchitecture, readSafetensors, type Safetensors } from '../../encoder/index.ts';
import { RUN_FILES, type RunDataset, runDatasets } from '../run-folder/index.ts';

export type Run = {
  readonly folder: string;
  readonly configuration: TrainingConfiguration;
  readonly datasets: readonly RunDataset[];
  /** Of configuration and data together. */
  readonly fingerprint: string;
  readonly architecture: EncoderArchitecture;
  readonly width: number;
  /** The weights that it starts from; `null`: from scratch. */
  readonly start: Safetensors | null;
  /** Whether the start has an adapter already. */
  readonly startHasAdapter: boolean;
};

const PUBLISHED_WIDTH = 64;

/** @throws SonothequeError where files are missing, damaged, or can't be trained on. */
export function readRun(folder: string): Run {
  const configuration = parsed(folder, RUN_FILES.configuration, (json) => trainingConfiguration.parse(json));
  const data = parsed(folder, RUN_FILES.datasets, (json) => runDatasets.parse(json));
  const start = configuration.start.kind === 'scratch' ? null : readStart(folder);
  const width = configuration.start.kind === 'scratch' ? configuration.start.width : widthOf(start);
  const architecture = describeEncoder({ width });
  if (configuration.start.kind === 'scratch' && configuration.trains !== 'encoder')
    throw new SonothequeError({
      code: 'nothing-learned-yet',
      message: 'An encoder of random weights has to be trained as a whole.',
      nextStep: 'Set what is trained to the whole encoder, or start from a model version.',
    });
  for (const dataset of data.datasets) checkDataset(dataset);
  const run: Run = {
    folder,
    configuration,
    datasets: data.datasets,
    fingerprint: createHash('sha256')
      .update(`${data.fingerprint} ${JSON.stringify(configuration)}`)
      .digest('hex'),
    architecture,
    width,
    start,
    startHasAdapter: start?.tensors.has('adapter.weight') ?? false,
  };
  checkInput(run);
  return run;
}

/** Embeddings for an adapter, spectra for everything else. */
export function inputFile({ folder, configuration }: Run): string {
  return join(folder, configuration.trains === 'adapter' ? RUN_FILES.embeddings : RUN_FILES.spectra);
}

function checkDataset({ name, classes, sounds }: RunDataset): void {
  const learnt = new Set(sounds.filter(({ split }) => split === 'training').map((sound) => sound.class));
  if (learnt.size < 2)
    throw new SonothequeError({
      code: 'one-class',
      message:
        learnt.size === 0
          ? `The dataset “${name}” has no sounds to learn from.`
          : `The dataset “${name}” has sounds of one class only to learn from.`,
      nextStep: 'Label sounds of a second class, or leave this dataset out.',
    });
  if (sounds.some((sound) => sound.class >= classes.length))
    throw damaged(RUN_FILES.datasets, `a sound of ${name} is of a class that there isn't`);
}

function checkInput(run: Run): void {
  const file = inputFile(run);
  const isAdapter = run.configuration.trains === 'adapter';
  let bytes: number;
  try {
    bytes = statSync(file).size;
  } catch (error) {
    throw new SonothequeError(
      {
        code: 'input-missing',
        message: "The run's file of sounds is not there.",
        nextStep: 'Connect its drive, or make the run anew.',
      },
      { cause: error },
    );
  }
  const needed = run.datasets
    .flatMap(({ sounds }) => sounds)
    .reduce(
      (most, sound) =>
        Math.max(
          most,
          isAdapter
            ? (sound.firstFrame + sound.frames) * run.architecture.embeddingSize * 4
            : (sound.firstRow + sound.rows) * run.architecture.bands * 2,
        ),
      0,
    );
  if (bytes < needed)
    throw new SonothequeError({
      code: 'input-cut',
      message: "The run's file of sounds is shorter than its list of sounds says.",
      nextStep: 'Make the run anew.',
    });
}

function readStart(folder: string): Safetensors {
  const file = join(folder, RUN_FILES.start);
  if (!existsSync(file))
    throw new SonothequeError({
      code: 'start-missing',
      message: 'The weights that the run starts from are not in its folder.',
      nextStep: 'Make the run anew.',
    });
  return readSafetensors(readFileSync(file));
}

/** The published file says nothing of its width. */
function widthOf(start: Safetensors | null): number {
  const kernel = start?.tensors.get('embedding_net.conv_block1.conv1.weight');
  return kernel?.shape[0] ?? PUBLISHED_WIDTH;
}

function parsed<Result>(folder: string, name: string, parse: (json: unknown) => Result): Result {
  let text: string;
  try {
    text = readFileSync(join(folder, name), 'utf8');
  } catch (error) {
    throw new SonothequeError(
      {
        code: 'no-run',
        message: `The folder holds no training run: ${name} can't be read (${describeFailure(error).message})`,
        nextStep: 'Name the folder of a run.',
      },
      { cause: error },
    );
  }
  try {
    return parse(JSON.parse(text));
  } catch (error) {
    throw damaged(name, error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error), error);
  }
}

function damaged(name: string, reason: string, cause?: unknown): SonothequeError {
  return new SonothequeError(
    { code: 'bad-run', message: `The run's ${name} can't be used: ${reason}.`, nextStep: 'Make the run anew.' },
    { cause },
  );
}

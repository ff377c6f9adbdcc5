/** Trains on labelled frames and hears them again, as the training lab does. */
import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { embedRunFrames, trainRun } from '../../src-main/training/process/index.ts';
import { RUN_FILES, type RunDatasets } from '../../src-main/training/run-folder/index.ts';
import { WorkPermit } from '../../src-shared/jobs/index.ts';
import { type TrainingConfiguration, trainingConfiguration } from '../../src-shared/training/index.ts';
import { type LabelledFrames, spread, WIDTH } from './labelled-frames.ts';

/** Frames are 100 rows each in the file of spectra, and begin 50 rows apart for a run: every second one is ours. */
const [ROWS_A_FRAME, HOPS_A_FRAME] = [100, 2];
const threads = os.availableParallelism();

/** Embeddings and spectra of all sounds, one behind the other. */
export type InputFiles = { readonly embeddings: string; readonly spectra: string };

export type Teaching = {
  readonly folder: string;
  readonly input: InputFiles;
  /** Weights to begin from. */
  readonly start: string;
  /** Fields of a training configuration beside the datasets. */
  readonly recipe: object;
};

/**
 * All sounds teach, none chooses an epoch: the last one counts. A run that is over already is left as it is, one that was
 * killed goes on.
 *
 * @returns the file of weights
 */
export async function trainEncoder(teaching: Teaching, sounds: readonly LabelledFrames[]): Promise<string> {
  const configuration = fillFolder(teaching, sounds, (recipe) => recipe.sampling.framesPerSound);
  const permit = new WorkPermit();
  permit.allow();
  const outcome = await trainRun({
    runFolder: teaching.folder,
    threads,
    permit,
    onNews: (news) => {
      if (news.kind === 'epoch' && news.trainingLoss !== null)
        console.error(`  epoch ${news.epoch}: loss ${news.trainingLoss.toFixed(3)}`);
    },
  });
  console.error(`  ${configuration.trains}: ${outcome.seconds.toFixed(0)} s on ${outcome.backend}`);
  return path.join(teaching.folder, RUN_FILES.best);
}

/** The same sounds by other weights. */
export async function hearAgain(
  teaching: Teaching,
  weights: string,
  sounds: readonly LabelledFrames[],
): Promise<LabelledFrames[]> {
  const folder = path.join(teaching.folder, 'heard');
  fillFolder({ ...teaching, folder }, sounds, () => Number.POSITIVE_INFINITY);
  copyFileSync(weights, path.join(folder, RUN_FILES.best));
  const outFile = path.join(folder, 'heard.f32');
  await embedRunFrames({ runFolder: folder, weights: 'best', outFile, threads });
  const { buffer, byteOffset, byteLength } = readFileSync(outFile);
  const values = new Float32Array(buffer, byteOffset, byteLength / Float32Array.BYTES_PER_ELEMENT);
  rmSync(folder, { recursive: true });
  let from = 0;
  return sounds.map((sound) => {
    const embeddings = values.subarray(from, from + sound.embeddings.length);
    from += embeddings.length;
    return { ...sound, embeddings };
  });
}

function fillFolder(
  { folder, input, start, recipe }: Teaching,
  sounds: readonly LabelledFrames[],
  mostFrames: (configuration: TrainingConfiguration) => number,
): TrainingConfiguration {
  const datasets = [{ name: 'open libraries', source: { kind: 'list' as const, file: 'open-libraries.tsv' } }];
  const configuration = trainingConfiguration.parse({ ...recipe, datasets });
  mkdirSync(folder, { recursive: true });
  for (const [from, name] of [
    [input.embeddings, RUN_FILES.embeddings],
    [input.spectra, RUN_FILES.spectra],
  ] as const) {
    const link = path.join(folder, name);
    if (existsSync(from) && !existsSync(link)) linkSync(from, link);
  }
  copyFileSync(start, path.join(folder, RUN_FILES.start));
  const write = (name: string, json: object) => writeFileSync(path.join(folder, name), JSON.stringify(json));
  write(RUN_FILES.configuration, configuration);
  write(RUN_FILES.datasets, describe(sounds, configuration.trains !== 'adapter', mostFrames(configuration)));
  return configuration;
}

function describe(sounds: readonly LabelledFrames[], isBySpectra: boolean, mostFrames: number): RunDatasets {
  const classes = [...new Set(sounds.map(({ category }) => category))].sort();
  const step = isBySpectra ? HOPS_A_FRAME : 1;
  const described = sounds.map((sound, group) => {
    const frames = sound.embeddings.length / WIDTH;
    return {
      path: `${sound.library}/${sound.relativePath}`,
      payloadHash: null,
      class: classes.indexOf(sound.category),
      split: 'training' as const,
      group,
      firstRow: sound.firstFrame * ROWS_A_FRAME,
      rows: isBySpectra ? frames * ROWS_A_FRAME : 0,
      firstFrame: sound.firstFrame,
      frames: (frames - 1) * step + 1,
      chosenFrames: spread([...sound.frames.keys()], mostFrames).map((frame) => frame * step),
    };
  });
  const dataset = { name: 'open libraries', classes, classKind: 'category' as const, sounds: described };
  const fingerprint = `${sounds.length} sounds, ${described.reduce((sum, { chosenFrames }) => sum + chosenFrames.length, 0)} frames`;
  return { version: 1, fingerprint, datasets: [dataset] };
}

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { WorkPermit } from '../../../src-shared/jobs/index.ts';
import type { StudyConfiguration } from '../../../src-shared/study/index.ts';
import type { EvaluatedData, StudyCell } from '../../evaluation/index.ts';
import type { Listener } from '../../indexing/index.ts';
import { gatherRun, type SourceDataset, SpectraCache } from '../../training/datasets/index.ts';
import { RUN_FILES, type RunDatasets, runDatasets } from '../../training/run-folder/index.ts';

/** Of decoded sounds, in the study's own folder. */
const MOST_CACHED_BYTES = 4 * 1_024 ** 3;

export type PreparedData = { readonly folder: string; readonly datasets: RunDatasets };

/** Sounds of a study as its cells of one seed see them: read once, however many cells there are. */
export async function prepareData(
  workFolder: string,
  { configuration }: StudyCell,
  sources: readonly SourceDataset[],
  listener: Pick<Listener, 'spectra'>,
  { permit, onProgress }: { readonly permit: WorkPermit; readonly onProgress: (done: number, total: number) => void },
): Promise<PreparedData | null> {
  const { sampling, splits, seed } = configuration;
  const named = sources.map(({ name, classKind, sounds }) => [
    name,
    classKind,
    sounds.map((one) => [one.path, one.label]),
  ]);
  const key = createHash('sha256')
    .update(JSON.stringify([named, sampling, splits, seed]))
    .digest('hex')
    .slice(0, 16);
  const folder = path.join(workFolder, `data-${key}`);
  const file = path.join(folder, RUN_FILES.datasets);
  // It is written last.
  if (existsSync(file)) return { folder, datasets: runDatasets.parse(JSON.parse(await readFile(file, 'utf8'))) };
  await mkdir(folder, { recursive: true });
  const gathered = await gatherRun({
    runFolder: folder,
    configuration,
    datasets: sources,
    sources: {
      decode: async (sound, signal) => listener.spectra(sound, signal),
      embed: async () => null,
      mean: async () => null,
      cache: new SpectraCache(path.join(workFolder, 'spectra'), MOST_CACHED_BYTES),
    },
    permit,
    onProgress,
    onLeftOut: () => {},
  });
  return gathered && { folder, datasets: gathered.datasets };
}

/** A run folder of its own for a cell, with the sounds of all; what a run before left there stays. */
export async function makeRunFolder(runFolder: string, { folder }: PreparedData): Promise<void> {
  await mkdir(runFolder, { recursive: true });
  for (const name of [RUN_FILES.datasets, RUN_FILES.spectra]) {
    const target = path.join(runFolder, name);
    await rm(target, { force: true });
    // Not all file systems know links.
    await link(path.join(folder, name), target).catch(() => copyFile(path.join(folder, name), target));
  }
}

/** Embeddings of a run's frames, arranged for evaluation: test sounds are scored, the others are their neighbours. */
export function evaluatedDataOf({ datasets }: RunDatasets, values: Float32Array, columns: number): EvaluatedData {
  const classes = [...new Set(datasets.flatMap((one) => one.classes))].sort();
  let frame = 0;
  return {
    datasets: datasets.map(({ name }) => name),
    classes,
    columns,
    sounds: datasets.flatMap((dataset, index) =>
      dataset.sounds.map((sound) => {
        const from = frame;
        frame += sound.chosenFrames.length;
        return {
          id: null,
          path: sound.path,
          dataset: index,
          class: classes.indexOf(dataset.classes[sound.class] ?? ''),
          group: sound.group,
          isScored: sound.split === 'test',
          embeddings: values.slice(from * columns, frame * columns),
        };
      }),
    ),
  };
}

/** What a finished cell's result hangs on. */
export function cellFingerprint(
  { configuration }: StudyCell,
  { datasets }: PreparedData,
  evaluation: StudyConfiguration['evaluation'],
): string {
  const { datasets: _places, name: _name, ...asked } = configuration;
  return createHash('sha256')
    .update(JSON.stringify([asked, evaluation, datasets.fingerprint]))
    .digest('hex');
}

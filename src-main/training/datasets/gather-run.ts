import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { WorkPermit } from '../../../src-shared/jobs/index.ts';
import type { TrainingConfiguration } from '../../../src-shared/training/index.ts';
import { RUN_FILES, type RunDatasets } from '../run-folder/index.ts';
import { assembleDatasets, type GatheredSound } from './assemble.ts';
import { checkSources, withoutCopies } from './check-sources.ts';
import { bytesOfFrames, diskFull, mustHaveRoom } from './disk-room.ts';
import { FrameStore } from './frame-store.ts';
import { nearDuplicatePairs } from './near-duplicates.ts';
import { type ReadSound, readEmbeddings, readSpectra, type SoundSources } from './read-sound.ts';
import type { SourceDataset, SourceSound } from './source-sound.ts';

export type GatherOptions = {
  readonly runFolder: string;
  readonly configuration: TrainingConfiguration;
  readonly datasets: readonly SourceDataset[];
  readonly sources: SoundSources;
  /** Asked before each sound. */
  readonly permit: WorkPermit;
  readonly onProgress: (done: number, total: number) => void;
  /** A sound that is left out. */
  readonly onLeftOut: (sound: SourceSound, failure: SonothequeError['failure']) => void;
  readonly breathe?: () => Promise<void> | undefined;
  /** Sounds that are read at once. */
  readonly atOnce?: number;
};

/** What a run will see, and what a person should know of it. */
export type Gathered = { readonly datasets: RunDatasets; readonly notes: readonly string[] };

type Outcome = { readonly read: ReadSound } | { readonly leftOut: 'silent' | SonothequeError['failure'] };

/**
 * Reads the sounds of a run into its folder: frames first, `datasets.json` last, so that a run folder with one is whole.
 * Sounds that can't be read are left out and told of.
 *
 * @returns `null` where the permit ended before
 * @throws SonothequeError `dataset-empty`, `too-few-classes`, `disk-full`
 */
export async function gatherRun(options: GatherOptions): Promise<Gathered | null> {
  const { runFolder, configuration, sources, permit, onLeftOut, atOnce = 4 } = options;
  const cleaned = options.datasets.map(withoutCopies);
  const datasets = cleaned.map(({ dataset }) => dataset);
  const notes = [...cleaned.flatMap((one) => one.notes), ...checkSources(datasets)];
  const embedded = configuration.trains === 'adapter';
  const { silenceDb, framesPerSound } = configuration.sampling;
  const choice = { silenceDb, framesPerSound };
  await mustHaveRoom(runFolder, bytesOfFrames(datasets, choice, embedded));

  const queue = datasets.flatMap(({ sounds }, dataset) => sounds.map((sound) => ({ sound, dataset })));
  const read = async (sound: SourceSound): Promise<Outcome> => {
    try {
      const found = embedded
        ? await readEmbeddings(sound, choice, sources, permit.ended)
        : await readSpectra(sound, choice, sources, permit.ended);
      if (found === 'no-embeddings') return { leftOut: withoutEmbeddings };
      return found === null ? { leftOut: 'silent' } : { read: found };
    } catch (error) {
      if (error instanceof SonothequeError) return { leftOut: error.failure };
      throw error;
    }
  };

  const gathered: GatheredSound[] = [];
  const means: (Float32Array | null)[] = [];
  const leftOut = { silent: 0, unread: 0 };
  const store = await FrameStore.create(runFolder, embedded).catch(asDiskFull);
  try {
    const underWay: Promise<Outcome>[] = [];
    for (let next = 0, done = 0; done < queue.length; done += 1) {
      if (!(await permit.whenAllowed())) return null;
      for (; next < queue.length && underWay.length < atOnce; next += 1) {
        const one = queue[next];
        if (one) underWay.push(read(one.sound));
      }
      const outcome = await underWay.shift();
      const one = queue[done];
      if (permit.ended.aborted) {
        await Promise.allSettled(underWay);
        return null;
      }
      if (!one || !outcome) continue;
      options.onProgress(done + 1, queue.length);
      if ('leftOut' in outcome) {
        if (outcome.leftOut === 'silent') leftOut.silent += 1;
        else {
          leftOut.unread += 1;
          onLeftOut(one.sound, outcome.leftOut);
        }
        continue;
      }
      const stored = await store.add(outcome.read).catch(asDiskFull);
      const { payloadHash, chosenFrames, mean } = outcome.read;
      gathered.push({ ...one.sound, payloadHash, chosenFrames, stored, dataset: one.dataset });
      means.push(mean);
    }
  } finally {
    await store.close().catch(asDiskFull);
  }
  checkGathered(datasets, gathered);
  if (leftOut.silent > 0)
    notes.push(`${soundsWords(leftOut.silent)} left out: nothing of it is louder than ${silenceDb} dB.`);
  if (leftOut.unread > 0) notes.push(`${soundsWords(leftOut.unread)} left out: not there, or not readable.`);
  const pairs = configuration.splits.grouped ? await nearDuplicatePairs(means, options.breathe) : [];
  const assembled = assembleDatasets(datasets, gathered, pairs, configuration.splits, configuration.seed);
  await writeDatasets(runFolder, assembled).catch(asDiskFull);
  return { datasets: assembled, notes };
}

const soundsWords = (count: number): string => (count === 1 ? '1 sound is' : `${count} sounds are`);

const withoutEmbeddings = {
  code: 'no-embeddings',
  message: 'There are no embeddings of this sound by the version that the run starts from.',
  nextStep: 'Index its folder, or activate that version first, so that all sounds are listened to with it.',
} as const;

/** What could not be read may leave too little. @throws SonothequeError */
function checkGathered(datasets: readonly SourceDataset[], gathered: readonly GatheredSound[]): void {
  for (const [place, { name }] of datasets.entries()) {
    const labels = new Set(gathered.filter(({ dataset }) => dataset === place).map(({ label }) => label));
    if (labels.size >= 2) continue;
    throw new SonothequeError({
      code: 'dataset-out-of-reach',
      message: `Too few sounds of the dataset “${name}” could be read: ${labels.size === 0 ? 'none' : 'only one class'} is left.`,
      nextStep: 'Connect the drive that they lie on, or leave the dataset out.',
    });
  }
}

async function writeDatasets(runFolder: string, datasets: RunDatasets): Promise<void> {
  const file = path.join(runFolder, RUN_FILES.datasets);
  await writeFile(`${file}.part`, JSON.stringify(datasets), { mode: 0o600, flush: true });
  await rename(`${file}.part`, file);
}

/** @throws SonothequeError `disk-full`; anything else as it is */
export function asDiskFull(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  throw code === 'ENOSPC' || code === 'EDQUOT' ? diskFull(null, null) : error;
}

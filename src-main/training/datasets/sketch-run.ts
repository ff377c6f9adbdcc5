import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TrainingConfiguration } from '../../../src-shared/training/index.ts';
import { RUN_FILES, type RunDatasets } from '../run-folder/index.ts';
import { assembleDatasets, type GatheredSound } from './assemble.ts';
import { checkSources, withoutCopies } from './check-sources.ts';
import { FrameStore } from './frame-store.ts';
import { chooseFrames, keptHops } from './frames.ts';
import type { SourceDataset } from './source-sound.ts';

export type Sketch = {
  readonly datasets: RunDatasets;
  readonly notes: readonly string[];
  /** Frames of sounds that will have to be decoded first, or listened to. */
  readonly soundSecondsUnread: number;
};

/** Of a sound that nobody has read yet. */
const GUESSED_FRAMES = 6;
const FRAME_SECONDS = 1.16;

/**
 * A run folder to measure a run by: the right sounds, classes, sides and numbers of frames, by the levels that the
 * catalogue knows, and zeros for what would have to be decoded. No sound is read; near-duplicates aren't looked for.
 *
 * @throws SonothequeError `dataset-empty`, `too-few-classes`
 */
export async function sketchRun(
  runFolder: string,
  configuration: TrainingConfiguration,
  sources: readonly SourceDataset[],
): Promise<Sketch> {
  const cleaned = sources.map(withoutCopies);
  const datasets = cleaned.map(({ dataset }) => dataset);
  const notes = [...cleaned.flatMap((one) => one.notes), ...checkSources(datasets)];
  const { silenceDb, framesPerSound } = configuration.sampling;
  const embedded = configuration.trains === 'adapter';
  const store = await FrameStore.create(runFolder, embedded);
  const gathered: GatheredSound[] = [];
  let soundSecondsUnread = 0;
  for (const [dataset, { sounds }] of datasets.entries()) {
    for (const sound of sounds) {
      const levels = sound.levelsDb ?? new Float32Array(Math.min(GUESSED_FRAMES, framesPerSound));
      const chosen = chooseFrames(levels, silenceDb, framesPerSound);
      if (chosen.length === 0) continue;
      if (!embedded || sound.levelsDb === null) soundSecondsUnread += (levels.length + 1) * FRAME_SECONDS;
      const kept = keptHops(chosen, levels.length);
      const stored = store.skip(embedded ? chosen.length : kept.hops.length - 1);
      gathered.push({ ...sound, dataset, stored, chosenFrames: embedded ? [...chosen.keys()] : kept.frames });
    }
  }
  await store.close();
  const assembled = assembleDatasets(datasets, gathered, [], configuration.splits, configuration.seed);
  await writeFile(path.join(runFolder, RUN_FILES.datasets), JSON.stringify(assembled), { mode: 0o600 });
  return { datasets: assembled, notes, soundSecondsUnread };
}

import { createHash } from 'node:crypto';
import type { RunDatasets } from '../run-folder/index.ts';
import type { StoredFrames } from './frame-store.ts';
import type { SourceDataset, SourceSound } from './source-sound.ts';
import { groupSounds, type SplitShares, splitSounds } from './split-sounds.ts';

/** A sound whose frames are stored. */
export type GatheredSound = Pick<SourceSound, 'path' | 'library' | 'label' | 'duplicateGroups' | 'payloadHash'> & {
  /** Index of its dataset. */
  readonly dataset: number;
  readonly stored: StoredFrames;
  readonly chosenFrames: readonly number[];
};

/**
 * The datasets of a run: classes in the order of their names, sounds on their sides.
 *
 * @param sounds in the order of their datasets
 * @param pairs places of sounds that are nearly the same
 */
export function assembleDatasets(
  datasets: readonly Pick<SourceDataset, 'name' | 'classKind'>[],
  sounds: readonly GatheredSound[],
  pairs: readonly (readonly [number, number])[],
  shares: SplitShares,
  seed: number,
): RunDatasets {
  const groups = groupSounds(sounds, shares.grouped, pairs);
  const splits = splitSounds(sounds, groups, shares, seed);
  const assembled = datasets.map(({ name, classKind }, dataset) => {
    const places = [...sounds.keys()].filter((place) => sounds[place]?.dataset === dataset);
    const classes = [...new Set(places.map((place) => sounds[place]?.label ?? ''))].sort();
    return {
      name,
      classKind,
      classes,
      sounds: places.flatMap((place) => {
        const sound = sounds[place];
        if (!sound) return [];
        const { path, payloadHash, label, stored, chosenFrames } = sound;
        return {
          path,
          payloadHash,
          class: classes.indexOf(label),
          split: splits[place] ?? 'training',
          group: groups[place] ?? 0,
          ...stored,
          chosenFrames: [...chosenFrames],
        };
      }),
    };
  });
  return { version: 1, fingerprint: fingerprintOf(assembled), datasets: assembled };
}

/** SHA-256 over what a run sees: not over where it lies, nor in which order it was read. */
function fingerprintOf(datasets: RunDatasets['datasets']): string {
  const hash = createHash('sha256');
  for (const { name, classKind, classes, sounds } of datasets) {
    hash.update(JSON.stringify([name, classKind, classes]));
    const lines = sounds.map((sound) =>
      JSON.stringify([sound.payloadHash ?? sound.path, sound.class, sound.split, sound.chosenFrames.length]),
    );
    for (const line of lines.sort()) hash.update(line);
  }
  return hash.digest('hex');
}

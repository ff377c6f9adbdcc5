import { statfs } from 'node:fs/promises';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { chooseFrames, HOP_ROWS, keptHops } from './frames.ts';
import { EMBEDDING_VALUES, type FrameChoice, MEL_BANDS } from './read-sound.ts';
import type { SourceDataset } from './source-sound.ts';

/** Left to others, and to checkpoints. */
const RESERVE_BYTES = 512 * 2 ** 20;

/** Bytes that the frames of datasets take in a run folder; of sounds that weren't read yet as many as they may have. */
export function bytesOfFrames(datasets: readonly SourceDataset[], choice: FrameChoice, embedded: boolean): number {
  let bytes = 0;
  for (const { sounds } of datasets) {
    for (const { levelsDb } of sounds) {
      const chosen = levelsDb && chooseFrames(levelsDb, choice.silenceDb, choice.framesPerSound);
      const frames = chosen?.length ?? choice.framesPerSound;
      const hops = chosen && levelsDb ? keptHops(chosen, levelsDb.length).hops.length : frames * 2;
      bytes += embedded ? frames * EMBEDDING_VALUES * 4 : hops * HOP_ROWS * MEL_BANDS * 2;
    }
  }
  return bytes;
}

/** @throws SonothequeError `disk-full` before anything is written */
export async function mustHaveRoom(folder: string, bytes: number): Promise<void> {
  const facts = await statfs(folder).catch(() => null);
  if (facts === null) return;
  const free = facts.bavail * facts.bsize;
  if (free >= bytes + RESERVE_BYTES) return;
  throw diskFull(bytes + RESERVE_BYTES, free);
}

export function diskFull(wanted: number | null, free: number | null): SonothequeError {
  const gigabytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GB`;
  const how =
    wanted === null || free === null
      ? 'The disk of the catalogue is full'
      : `The run wants ${gigabytes(wanted)} beside the catalogue, and ${gigabytes(free)} are free`;
  return new SonothequeError({
    code: 'disk-full',
    message: `${how}; what was done is kept.`,
    nextStep:
      'Make room, remove runs that are no longer wanted, or ask for fewer frames a sound (sampling.framesPerSound).',
  });
}

/** The frames of labelled sounds, as the shipped encoder hears them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openCatalogue } from '../../src-main/catalogue/index.ts';
import { openFrameCategories } from '../../src-main/encoder/index.ts';
import { type LabelledRow, readLabelledList } from '../../src-main/evaluation/index.ts';
import type { Source } from '../starter-head/read-sounds.ts';

export type LabelledFrames = Pick<
  LabelledRow,
  'library' | 'relativePath' | 'category' | 'duplicateGroup' | 'confidence'
> & {
  /** Audible ones spread over the sound: frames × 512. */
  readonly embeddings: Float32Array;
  /** frames × 82 */
  readonly frameCategories: Float32Array;
  readonly levelsDb: Float32Array;
};

const FRAMES_A_SOUND = 8;
const SILENCE_DB = -60;
const WIDTH = 512;

/** Sounds that the catalogue lacks are left out. */
export async function readLabelledFrames({ list, folder, catalogue: file }: Source): Promise<LabelledFrames[]> {
  const { rows } = readLabelledList(readFileSync(list, 'utf8'), path.basename(list));
  const catalogue = await openCatalogue(file, { readOnly: true });
  const categorize = openFrameCategories();
  const sounds: LabelledFrames[] = [];
  try {
    for (const row of rows) {
      const sound = await catalogue.soundByPath(path.resolve(folder, row.path));
      const stored = sound && (await catalogue.vectors(sound.id));
      if (!stored || stored.levelsDb.length === 0) continue;
      const chosen = spread(audible(stored.levelsDb), FRAMES_A_SOUND);
      const embeddings = new Float32Array(chosen.length * WIDTH);
      for (const [at, frame] of chosen.entries())
        embeddings.set(stored.embeddings.subarray(frame * WIDTH, (frame + 1) * WIDTH), at * WIDTH);
      const { library, relativePath, category, duplicateGroup, confidence } = row;
      const levelsDb = Float32Array.from(chosen, (frame) => stored.levelsDb[frame] ?? 0);
      const frameCategories = categorize(embeddings);
      sounds.push({
        library,
        relativePath,
        category,
        duplicateGroup,
        confidence,
        embeddings,
        frameCategories,
        levelsDb,
      });
    }
  } finally {
    await catalogue.close();
  }
  console.error(`${path.basename(list)}: ${sounds.length} of ${rows.length} sounds.`);
  return sounds;
}

function audible(levelsDb: Float32Array): readonly number[] {
  const loud = [...levelsDb.keys()].filter((frame) => (levelsDb[frame] ?? 0) > SILENCE_DB);
  return loud.length > 0 ? loud : [levelsDb.indexOf(Math.max(...levelsDb))];
}

function spread(frames: readonly number[], most: number): readonly number[] {
  if (frames.length <= most) return frames;
  return Array.from({ length: most }, (_, at) => frames[Math.round((at * (frames.length - 1)) / (most - 1))] ?? 0);
}

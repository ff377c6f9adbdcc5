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
  readonly file: string;
  /** Audible ones spread over the sound: their numbers in it. */
  readonly frames: readonly number[];
  /** How many frames of other sounds were read before it. */
  readonly firstFrame: number;
  /** frames × 512 */
  readonly embeddings: Float32Array;
  /** frames × 82 */
  readonly frameCategories: Float32Array;
  readonly levelsDb: Float32Array;
};

const FRAMES_A_SOUND = 8;
const SILENCE_DB = -60;
export const WIDTH = 512;

/**
 * Sounds that the catalogue lacks are left out.
 *
 * @param before how many frames were read before
 */
export async function readLabelledFrames(
  { list, folder, catalogue: file }: Source,
  before: number,
): Promise<LabelledFrames[]> {
  const { rows } = readLabelledList(readFileSync(list, 'utf8'), path.basename(list));
  const catalogue = await openCatalogue(file, { readOnly: true });
  const categorize = openFrameCategories();
  const sounds: LabelledFrames[] = [];
  let firstFrame = before;
  try {
    for (const row of rows) {
      const at = path.resolve(folder, row.path);
      const sound = await catalogue.soundByPath(at);
      const stored = sound && (await catalogue.vectors(sound.id));
      if (!stored || stored.levelsDb.length === 0) continue;
      const frames = spread(audible(stored.levelsDb), FRAMES_A_SOUND);
      const embeddings = new Float32Array(frames.length * WIDTH);
      for (const [place, frame] of frames.entries())
        embeddings.set(stored.embeddings.subarray(frame * WIDTH, (frame + 1) * WIDTH), place * WIDTH);
      const { library, relativePath, category, duplicateGroup, confidence } = row;
      const levelsDb = Float32Array.from(frames, (frame) => stored.levelsDb[frame] ?? 0);
      const frameCategories = categorize(embeddings);
      sounds.push({
        library,
        relativePath,
        category,
        duplicateGroup,
        confidence,
        file: at,
        frames,
        firstFrame,
        embeddings,
        frameCategories,
        levelsDb,
      });
      firstFrame += frames.length;
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

/** At most so many, as far from each other as they can be; of one alone, the middle. */
export function spread(frames: readonly number[], most: number): readonly number[] {
  if (frames.length <= most) return frames;
  const last = frames.length - 1;
  return Array.from({ length: most }, (_, at) => {
    const place = most === 1 ? last / 2 : (at * last) / (most - 1);
    return frames[Math.round(place)] ?? 0;
  });
}

/** The labelled sounds of some lists, pooled, with what their names say. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openCatalogue } from '../../src-main/catalogue/index.ts';
import { openFrameCategories } from '../../src-main/encoder/index.ts';
import { type LabelledRow, readLabelledList } from '../../src-main/evaluation/index.ts';
import { type PooledSound, poolSound } from '../../src-main/learning/index.ts';
import { createNameContext, readNames, type SoundToTeach } from '../../src-main/suggestions/index.ts';
import { categories } from '../../src-shared/ucs/index.ts';

/** A labelled list, the folder that its paths begin in, and a catalogue in which that folder is indexed. */
export type Source = { readonly list: string; readonly folder: string; readonly catalogue: string };

/** @param text `LIST=FOLDER@CATALOGUE` */
export function readSource(text: string): Source {
  const [, list, folder, catalogue] = /^(.+)=(.+)@(.+)$/u.exec(text) ?? [];
  if (list === undefined || folder === undefined || catalogue === undefined)
    throw new Error(`“${text}” is not LIST=FOLDER@CATALOGUE.`);
  return { list, folder, catalogue };
}

const DOUBTED = 0.5;

export type PooledLabel = SoundToTeach & {
  readonly relativePath: string;
  readonly categoryIndex: number;
  readonly duplicateGroup: string | null;
  /** Sure labels are scored; doubtful ones only teach. */
  readonly sure: boolean;
  /** What the name says, 82 probabilities; `null`: nothing. */
  readonly named: Float32Array | null;
};

/** Sounds that the catalogue lacks are left out, and counted aloud. */
export async function readSounds({ list, folder, catalogue: file }: Source): Promise<readonly PooledLabel[]> {
  const { rows } = readLabelledList(readFileSync(list, 'utf8'), path.basename(list));
  const catalogue = await openCatalogue(file, { readOnly: true });
  const categorize = openFrameCategories();
  const names = createNameContext();
  for (const { library, relativePath } of rows) names.add({ libraryName: library, relativePath });
  const sounds: PooledLabel[] = [];
  try {
    for (const row of rows) {
      const sound = await catalogue.soundByPath(path.resolve(folder, row.path));
      const stored = sound && (await catalogue.vectors(sound.id));
      const pooled = stored && poolSound({ ...stored, frameCategories: categorize(stored.embeddings) });
      if (pooled)
        sounds.push(labelOf(row, pooled, readNames(namesOf(row, sound.fields), names)?.probabilities ?? null));
    }
  } finally {
    await catalogue.close();
  }
  console.error(`${path.basename(list)}: ${sounds.length} of ${rows.length} sounds.`);
  return sounds;
}

const namesOf = ({ library, relativePath }: LabelledRow, fields: Parameters<typeof readNames>[0]['fields']) => ({
  libraryName: library,
  relativePath,
  ...(fields ? { fields } : {}),
});

function labelOf(row: LabelledRow, pooled: PooledSound, named: Float32Array | null): PooledLabel {
  const { library, relativePath, category, duplicateGroup, confidence } = row;
  return {
    library,
    relativePath,
    category,
    categoryIndex: categories.indexOf(category),
    duplicateGroup,
    sure: confidence === 'high',
    trust: confidence === 'high' ? 1 : DOUBTED,
    pooled,
    named,
  };
}

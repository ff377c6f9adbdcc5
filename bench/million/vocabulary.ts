import { readdirSync } from 'node:fs';
import path from 'node:path';
import { splitName, subcategories } from '../../src-shared/ucs/index.ts';

/** Words that file names are made of. */
export type Vocabulary = {
  /** File names without extension and take number, as often as they occur. */
  readonly names: readonly string[];
  /** Names of folders, each once. */
  readonly folders: readonly string[];
};

const audioFile = /\.(wav|ogg|oga|flac|mp3|aif|aiff|opus)$/iu;
const takeNumber = /[\s_.-]*\d+$/u;
const fewestNames = 200;

/** The vocabulary of the sound files below a folder; of the UCS table's keywords where that has too few. */
export function readVocabulary(folder: string | undefined): Vocabulary {
  const files = folder === undefined ? [] : readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const sounds = files.filter((file) => audioFile.test(file)).sort();
  if (sounds.length < fewestNames) return vocabularyOfTable();
  const names = sounds.map((file) => path.parse(file).name.replace(takeNumber, ''));
  const folders = new Set(sounds.flatMap((file) => path.dirname(file).split(path.sep)));
  return { names: names.filter((name) => splitName(name).length > 0), folders: [...folders] };
}

function vocabularyOfTable(): Vocabulary {
  return {
    names: subcategories.flatMap(({ keywords, subCategory }) =>
      keywords.map((keyword) => `${keyword} ${subCategory.toLowerCase()}`),
    ),
    folders: [...new Set(subcategories.map(({ subCategory }) => subCategory.toLowerCase()))],
  };
}

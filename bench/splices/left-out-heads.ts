/** Starter heads that learned from none of the libraries that a fold of splices is made of. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readSounds } from '../../scripts/starter-head/read-sounds.ts';
import { readShippedModel } from '../../src-main/encoder/index.ts';
import { readLabelledList } from '../../src-main/evaluation/index.ts';
import { foldsOfLibraries } from '../../src-main/learning/index.ts';
import {
  LEARNING,
  readStarter,
  type Starter,
  shippedStarter,
  starterFile,
  teach,
} from '../../src-main/suggestions/index.ts';
import { FOLDS, surelyLabelled } from './make-splices.ts';

export type Learnt = { readonly list: string; readonly folder: string; readonly catalogue: string };

/**
 * A head for each fold, fitted as what ships is but to the list alone. They are kept in `output`.
 * @param learnt the list's sounds must be indexed in `catalogue`
 */
export async function leftOutHeads(output: string, learnt: Learnt): Promise<readonly Starter[]> {
  const files = Array.from({ length: FOLDS }, (_, fold) => path.join(output, `head-${fold}.safetensors`));
  if (!files.every((file) => existsSync(file))) await fitHeads(files, learnt);
  return files.flatMap((file) => readStarter(file) ?? []);
}

async function fitHeads(files: readonly string[], learnt: Learnt): Promise<void> {
  const fusion = shippedStarter()?.fusion;
  if (!fusion) throw new Error('No starter head comes along.');
  const sounds = await readSounds(learnt);
  const { rows } = readLabelledList(readFileSync(learnt.list, 'utf8'), path.basename(learnt.list));
  const sure = surelyLabelled(rows);
  const folds = foldsOfLibraries(sure, FOLDS);
  for (const [fold, file] of files.entries()) {
    const { libraries, learned } = folds[fold] ?? { libraries: [], learned: [] };
    const out = new Set(libraries);
    // Of sure sounds, those inseparable from a scored one are not learned from.
    const kept = new Set(learned.map((place) => keyOf(sure[place])));
    const known = new Set(sure.map(keyOf));
    const teachers = sounds.filter((one) => !out.has(one.library) && (kept.has(keyOf(one)) || !known.has(keyOf(one))));
    const taught = teach(teachers);
    // Only the powers are those that ship; they order the categories and don't know any library.
    const starter = taught && { ...taught, modelVersion: readShippedModel().id, fusion, learning: LEARNING };
    if (starter !== null) writeFileSync(file, starterFile(starter, `bench/splices, ${teachers.length} sounds`));
    process.stderr.write(`head ${fold + 1} of ${FOLDS}: ${teachers.length} sounds\n`);
  }
}

const keyOf = (sound: { readonly library: string; readonly relativePath: string } | undefined): string =>
  `${sound?.library}/${sound?.relativePath}`;

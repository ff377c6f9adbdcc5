/**
 * Whether an encoder is better than the released one where it was not trained: whole libraries are left out, fold by fold.
 * `node scripts/better-encoder/measure.ts RECIPE.json,… FOLDER LIST=FOLDER@CATALOGUE …` (the first list is scored; each
 * recipe begins from what the one before it made).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { foldsOfLibraries, unlikeAny } from '../../src-main/learning/index.ts';
import { readSource } from '../starter-head/read-sounds.ts';
import { type LabelledFrames, readLabelledFrames, WIDTH } from './labelled-frames.ts';
import { keepSpectra } from './read-spectra.ts';
import { describe, newResults, score, ways } from './scores.ts';
import { hearAgain, trainEncoder } from './train-encoder.ts';

const FOLDS = 5;
const RELEASED = path.join(import.meta.dirname, '..', '..', 'models', 'aisfx', 'x-sequential-ce.safetensors');

const [recipeFiles = '', folder = '', ...sources] = process.argv.slice(2);
const recipes = recipeFiles.split(',').map((file) => JSON.parse(readFileSync(file, 'utf8')) as { trains: string });
const lists: LabelledFrames[][] = [];
let frames = 0;
for (const source of sources.map(readSource)) {
  const sounds = await readLabelledFrames(source, frames);
  frames += sounds.reduce((sum, one) => sum + one.frames.length, 0);
  lists.push(sounds);
}
const [scored = [], ...further] = lists;
const input = { embeddings: path.join(folder, 'embeddings.f32'), spectra: path.join(folder, 'spectra.f16') };
mkdirSync(folder, { recursive: true });
writeFileSync(
  input.embeddings,
  Buffer.concat(
    lists
      .flat()
      .map(({ embeddings }) => new Uint8Array(embeddings.buffer, embeddings.byteOffset, embeddings.byteLength)),
  ),
);
if (recipes.some(({ trains }) => trains !== 'adapter')) await keepSpectra(input.spectra, lists.flat());

const results = { before: newResults(), after: recipes.map(newResults) };
for (const [place, fold] of foldsOfLibraries(scored, FOLDS).entries()) {
  const held = fold.scored.flatMap((at) => scored[at] ?? []);
  const own = fold.learned.flatMap((at) => scored[at] ?? []);
  const others = further.flat();
  const unlike = unlikeAny(others.map(meanOf), held.map(meanOf)).flatMap((at) => others[at] ?? []);
  const teachers = [...own, ...unlike];
  const sure = held.filter(({ confidence }) => confidence === 'high');
  console.error(`fold ${place + 1}: ${held.length} sounds, learned from ${teachers.length}`);
  score(results.before, teachers, sure);
  let start = RELEASED;
  for (const [at, into] of results.after.entries()) {
    const teaching = {
      folder: path.join(folder, `fold-${place + 1}-${at + 1}`),
      input,
      start,
      recipe: recipes[at] ?? {},
    };
    start = await trainEncoder(teaching, teachers);
    const heard = await hearAgain(teaching, start, [...teachers, ...sure]);
    score(into, heard.slice(0, teachers.length), heard.slice(teachers.length));
  }
}
for (const way of ways)
  console.log(
    [results.before, ...results.after].reduce((line, one) => `${line}  →  ${describe(one[way])}`, way.padEnd(26)),
  );

function meanOf({ embeddings }: LabelledFrames): Float32Array {
  const mean = new Float32Array(WIDTH);
  for (const [at, value] of embeddings.entries()) mean[at % WIDTH] = (mean[at % WIDTH] ?? 0) + value;
  return mean.map((value) => (value * WIDTH) / embeddings.length);
}

/**
 * Makes models/starter/starter-head.safetensors: `npm run models:starter -- LIST=FOLDER@CATALOGUE …`.
 *
 * The first list is scored with whole libraries left out, which gives the powers of the pool; the others only teach.
 * Each folder must be indexed in its catalogue before (`index FOLDER --catalogue CATALOGUE`). models/starter/README.md
 * says where the sounds come from.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readShippedModel } from '../../src-main/encoder/index.ts';
import { LEARNING, starterFile, teach } from '../../src-main/suggestions/index.ts';
import { describeFit, fitPowers, leaveLibrariesOut } from './fit.ts';
import { readSounds, readSource } from './read-sounds.ts';

const FOLDS = 8;

const sources = process.argv.slice(2).map(readSource);
const [scored = [], ...further] = await Promise.all(sources.map(readSounds));
const all = [...scored, ...further.flat()];
const taught = teach(all);
if (taught === null) throw new Error('There is nothing to learn from.');
const leftOut = leaveLibrariesOut(scored, further.flat(), FOLDS);
const fusion = fitPowers(leftOut);
console.log(`By sound: ${describeFit(leftOut, fusion, false)}.`);
console.log(`With names: ${describeFit(leftOut, fusion, true)}.`);
console.log(`Powers: ${JSON.stringify(fusion)}`);
const target = path.join(import.meta.dirname, '..', '..', 'models', 'starter', 'starter-head.safetensors');
const starter = { ...taught, modelVersion: readShippedModel().id, fusion, learning: LEARNING };
writeFileSync(target, starterFile(starter, `scripts/starter-head, ${all.length} sounds`));
console.log(`Wrote ${target}.`);

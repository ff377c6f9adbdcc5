/**
 * Makes models/starter/starter-head.safetensors: `npm run models:starter -- LIST=FOLDER@CATALOGUE …`.
 *
 * The first list is scored with whole libraries left out, which gives the exponents of the pool; the others only teach.
 * Each folder must be indexed in its catalogue before (`index FOLDER --catalogue CATALOGUE`). models/starter/README.md
 * says where the sounds come from.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describeFit, fitPool, fitStarter, leaveLibrariesOut } from './fit.ts';
import { readSounds, readSource } from './read-sounds.ts';
import { starterFile } from './starter-file.ts';

const FOLDS = 8;

const sources = process.argv.slice(2).map(readSource);
const [scored = [], ...further] = await Promise.all(sources.map(readSounds));
const all = [...scored, ...further.flat()];
const fitted = fitStarter(all);
const leftOut = leaveLibrariesOut(scored, further.flat(), fitted.space, FOLDS);
const exponents = fitPool(leftOut);
console.log(`By sound: ${describeFit(leftOut, exponents.withoutNames, 0)}.`);
console.log(`With names: ${describeFit(leftOut, exponents.withNames.sound, exponents.withNames.named)}.`);
console.log(`Exponents: ${JSON.stringify(exponents)}`);
const target = path.join(import.meta.dirname, '..', '..', 'models', 'starter', 'starter-head.safetensors');
writeFileSync(target, starterFile(fitted, exponents, all.length));
console.log(`Wrote ${target}.`);

/**
 * How long a map of made-up embeddings takes, and how trustworthy it is.
 * `node bench/projection.ts [points] [t-sne|umap] [mostLandmarks]`
 */
import {
  chosenPoints,
  finish,
  type Points,
  type ProjectionMethod,
  pointsIn,
  project,
  trustworthiness,
} from '../src-main/learning/index.ts';
import { seededRandom } from '../src-main/learning/seeded-random.ts';

const COLUMNS = 512;
const KINDS = 400;
const OWN_DIRECTIONS = 24;
/** Trustworthiness is that of a part: it looks at all pairs. */
const LOOKED_AT = 4_000;

const count = Number(process.argv[2] ?? 20_000);
const method = (process.argv[3] ?? 't-sne') as ProjectionMethod;
const mostLandmarks = Number(process.argv[4] ?? 100_000);

/** Kinds of sounds of different width, each along a few directions of its own: real embeddings fill few directions, too. */
function madeUp(): Points {
  const random = seededRandom(11);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const directions = Float32Array.from({ length: 64 * COLUMNS }, () => normal() / Math.sqrt(COLUMNS));
  const centres = Float32Array.from({ length: KINDS * 64 }, normal);
  const widths = Float32Array.from({ length: KINDS }, () => 0.2 + random());
  const values = new Float32Array(count * COLUMNS);
  const along = new Float32Array(64);
  for (let point = 0; point < count; point += 1) {
    const kind = Math.floor(random() ** 2 * KINDS);
    for (let at = 0; at < 64; at += 1) along[at] = centres[kind * 64 + at] as number;
    for (let own = 0; own < OWN_DIRECTIONS; own += 1) {
      const at = (kind * 7 + own * 3) % 64;
      along[at] = (along[at] as number) + normal() * (widths[kind] as number);
    }
    const row = values.subarray(point * COLUMNS, (point + 1) * COLUMNS);
    for (let at = 0; at < 64; at += 1) {
      const share = along[at] as number;
      for (let column = 0; column < COLUMNS; column += 1) {
        row[column] = (row[column] as number) + share * (directions[at * COLUMNS + column] as number);
      }
    }
  }
  return { columns: COLUMNS, values };
}

const points = madeUp();
const cpuBefore = process.cpuUsage();
let began = performance.now();
let cpuStage = process.cpuUsage();
let stage = '';
const told = (next: string) => {
  const { user, system } = process.cpuUsage(cpuStage);
  if (stage !== '') {
    console.log(
      `${stage.padEnd(10)} ${((performance.now() - began) / 1000).toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of a core`,
    );
  }
  stage = next;
  began = performance.now();
  cpuStage = process.cpuUsage();
};
const all = performance.now();
let longest = 0;
const steps = project(points, { method, seed: 1, mostLandmarks });
let map: Points | undefined;
for (;;) {
  const before = performance.now();
  const step = steps.next();
  longest = Math.max(longest, performance.now() - before);
  if (step.done) {
    map = step.value;
    break;
  }
  if (step.value.stage !== stage) told(step.value.stage);
}
told('');
const { user, system } = process.cpuUsage(cpuBefore);
console.log(
  `${method} of ${count.toLocaleString('en')} × ${COLUMNS}: ${((performance.now() - all) / 1000).toFixed(1)} s, ` +
    `${((user + system) / 1e6).toFixed(1)} s of a core, longest step ${longest.toFixed(0)} ms, ` +
    `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB at most`,
);
const random = seededRandom(2);
const some = Uint32Array.from({ length: Math.min(LOOKED_AT, pointsIn(points)) }, () => Math.floor(random() * count));
const trusted = finish(trustworthiness(chosenPoints(points, some), chosenPoints(map, some), 10));
console.log(`trustworthiness of ${some.length.toLocaleString('en')} of them, 10 neighbours: ${trusted.toFixed(4)}`);

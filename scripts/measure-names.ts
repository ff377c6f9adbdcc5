/**
 * Measures the evidence from names on a labelled list: `node scripts/measure-names.ts labels.tsv [--failures A]`.
 *
 * The list is a TSV with the columns package (the library), path, category, cat_id and confidence; rows marked `high`
 * count. Libraries are divided into halves A and B by a hash of their names: words and weights are chosen by looking at
 * A only, and B says what they are worth. Labels that came from file names flatter these figures.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createNameContext, readNames } from '../src-main/suggestions/named/index.ts';
import { categories } from '../src-shared/ucs/index.ts';

type Row = {
  readonly library: string;
  readonly path: string;
  readonly category: string;
  readonly catId: string;
  readonly high: boolean;
};

type Outcome = Row & {
  readonly rank: number;
  readonly probability: number;
  readonly top: string;
  readonly topProbability: number;
  readonly catIdRight: boolean | null;
  readonly why: string;
};

const LEAST_SOUNDS = 10;
const BINS = 15;

const [file = '', flag = '', failureHalf = 'A'] = process.argv.slice(2);
const outcomes = score(readRows(file));
for (const half of ['A', 'B'])
  report(
    half,
    outcomes.filter(({ library }) => halfOf(library) === half),
  );
report('all', outcomes);
if (flag === '--failures') listFailures(outcomes.filter(({ library }) => halfOf(library) === failureHalf));

function readRows(path: string): readonly Row[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8').split('\n');
  const columns = head.split('\t');
  return lines
    .filter((text) => text !== '')
    .map((text) => {
      const cells = text.split('\t');
      const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
      return {
        library: cell('package'),
        path: cell('path'),
        category: cell('category'),
        catId: cell('cat_id'),
        high: cell('confidence') === 'high',
      };
    });
}

function halfOf(library: string): string {
  return (createHash('sha256').update(library).digest()[0] ?? 0) % 2 === 0 ? 'A' : 'B';
}

function score(rows: readonly Row[]): readonly Outcome[] {
  const context = createNameContext();
  const start = process.cpuUsage();
  for (const { library, path } of rows) context.add({ libraryName: library, relativePath: path });
  const scored = rows.map((row) => ({
    row,
    belief: readNames({ libraryName: row.library, relativePath: row.path }, context),
  }));
  const { user } = process.cpuUsage(start);
  console.log(`${(user / rows.length).toFixed(1)} µs of CPU a sound, starting included`);
  return scored
    .filter(({ row }) => row.high)
    .map(({ row, belief }) => {
      const truth = categories.indexOf(row.category);
      const probabilities = belief?.probabilities ?? new Float32Array(categories.length).fill(1 / categories.length);
      const own = probabilities[truth] ?? 0;
      const better = probabilities.filter((value, index) => value > own || (value === own && index < truth)).length;
      const order = [...probabilities.keys()].sort(
        (a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0) || a - b,
      );
      const best = order[0] ?? 0;
      const catIds = belief?.catIdsOf(best) ?? [];
      const certain = catIds[0];
      const said =
        certain && certain.probability > 1 - catIds.reduce((sum, id) => sum + id.probability, 0) ? certain.catId : '';
      return {
        ...row,
        rank: better + 1,
        probability: own,
        top: belief ? (categories[best] ?? '') : '(nothing)',
        topProbability: probabilities[best] ?? 0,
        catIdRight: better === 0 && row.catId !== '' ? said === row.catId : null,
        why: belief?.explain(best) ?? '',
      };
    });
}

function share<T>(items: readonly T[], test: (item: T) => boolean): number {
  return items.length === 0 ? Number.NaN : items.filter(test).length / items.length;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function report(name: string, scored: readonly Outcome[]): void {
  const libraries = [...Map.groupBy(scored, ({ library }) => library)].filter(([, own]) => own.length >= LEAST_SOUNDS);
  const top = (rows: readonly Outcome[], most: number): number => share(rows, ({ rank }) => rank <= most);
  const catIds = scored.filter(({ catIdRight }) => catIdRight !== null);
  const logLoss = mean(libraries.map(([, rows]) => mean(rows.map((row) => -Math.log(row.probability)))));
  console.log(
    `\n${name}: top-1 ${mean(libraries.map(([, rows]) => top(rows, 1))).toFixed(3)}, top-5 ` +
      `${mean(libraries.map(([, rows]) => top(rows, 5))).toFixed(3)} over ${libraries.length} libraries; macro-F1 ` +
      `${macroF1(scored).toFixed(3)}; CatID ${share(catIds, (row) => row.catIdRight === true).toFixed(3)} of ` +
      `${catIds.length}; calibration error ${calibrationError(libraries.map(([, rows]) => rows)).toFixed(3)}; log loss ${logLoss.toFixed(3)}; ` +
      `says ${mean(libraries.map(([, rows]) => mean(rows.map((row) => row.topProbability)))).toFixed(3)}`,
  );
  if (name === 'all') return;
  for (const [library, rows] of libraries) {
    console.log(
      `  ${library.padEnd(26)} ${String(rows.length).padStart(5)}  ${top(rows, 1).toFixed(2)} ${top(rows, 5).toFixed(2)}`,
    );
  }
}

function macroF1(scored: readonly Outcome[]): number {
  const seen = [...new Set(scored.map(({ category }) => category))];
  return mean(
    seen.map((category) => {
      const right = scored.filter((row) => row.category === category && row.rank === 1).length;
      const said = scored.filter((row) => row.top === category).length;
      const there = scored.filter((row) => row.category === category).length;
      return (2 * right) / (said + there);
    }),
  );
}

/** Expected calibration error of the first suggestion, each library with the same weight. */
function calibrationError(libraries: readonly (readonly Outcome[])[]): number {
  const bins = Array.from({ length: BINS }, () => ({ weight: 0, said: 0, right: 0 }));
  for (const rows of libraries) {
    for (const { topProbability, rank } of rows) {
      const bin = bins[Math.min(BINS - 1, Math.floor(topProbability * BINS))];
      if (!bin) continue;
      const weight = 1 / rows.length / libraries.length;
      bin.weight += weight;
      bin.said += weight * topProbability;
      bin.right += rank === 1 ? weight : 0;
    }
  }
  return bins.reduce((sum, bin) => sum + Math.abs(bin.said - bin.right), 0);
}

function listFailures(scored: readonly Outcome[]): void {
  const worst = scored.filter(({ rank }) => rank > 1).sort((a, b) => a.probability - b.probability);
  const groups = Map.groupBy(
    worst,
    ({ library, path, category }) => `${library} ${path.replace(/\d+/g, '#')} ${category}`,
  );
  console.log(`\n${worst.length} failures`);
  for (const [, [row]] of groups) {
    if (!row) continue;
    console.log(
      `${row.category} ${row.probability.toFixed(3)} rank ${row.rank}, not ${row.top} ${row.topProbability.toFixed(2)} (${row.why}): ${row.library}/${row.path}`,
    );
  }
}

/**
 * A librarian who is always right reviews libraries whose labels are known: how many sounds are right after how many
 * decisions, in the proposed order, by certainty and at random (docs/review.md).
 *
 *   node scripts/run.mjs bench/librarian.ts LIBRARY,LIBRARY,… OUT LIST=FOLDER@CATALOGUE …
 *
 * Lists, folders and catalogues as for scripts/starter-head/make.ts. Writes OUT.json and OUT.svg, and a table. `SEEDS` (10)
 * says how often each library is reviewed in each order, `ORDERS` in which.
 */
import { writeFileSync } from 'node:fs';
import { readSource } from '../scripts/starter-head/read-sounds.ts';
import { createListener, fullyLabelled } from './librarian/personal-head.ts';
import { librarianPlot } from './librarian/plot.ts';
import { readLibraries } from './librarian/read-libraries.ts';
import { type LibraryReport, libraryReport, reportTable } from './librarian/report.ts';
import { decidedTogether, reviewLibrary } from './librarian/review-run.ts';
import type { Order, Point } from './librarian/types.ts';

const SEEDS = Number(process.env.SEEDS ?? 10);
const ORDERS = (process.env.ORDERS ?? 'covering,least-certain,random').split(',') as readonly Order[];

const [names = '', out = '', ...sources] = process.argv.slice(2);
const reports: LibraryReport[] = [];
for (const library of await readLibraries(sources.map(readSource), names.split(','))) {
  const listener = createListener(library);
  const together = await decidedTogether(library);
  const full = fullyLabelled(library, listener, together);
  const runs = new Map<Order, (readonly Point[])[]>(ORDERS.map((order) => [order, []]));
  for (let seed = 1; seed <= SEEDS; seed += 1)
    for (const [order, reviews] of runs) reviews.push(await reviewLibrary(library, listener, order, seed));
  reports.push(libraryReport(library, together, full, runs));
  console.error(
    `${library.name}: ${((process.cpuUsage().user + process.cpuUsage().system) / 1e6).toFixed(0)} s of work`,
  );
}
writeFileSync(`${out}.json`, `${JSON.stringify(reports, (_, value) => rounded(value), 1)}\n`);
writeFileSync(`${out}.svg`, librarianPlot(reports));
console.log(reportTable(reports));

function rounded(value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1e4) / 1e4 : value;
}

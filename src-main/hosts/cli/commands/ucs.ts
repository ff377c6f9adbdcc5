import path from 'node:path';
import { Readable } from 'node:stream';
import { Option } from 'commander';
import { v7 as uuidv7 } from 'uuid';
import type { EngineClient } from '../../../../src-shared/contract/contract.ts';
import type { UcsListRecord, UcsPlan } from '../../../../src-shared/contract/ucs.ts';
import { ucsSheetLines } from '../../../../src-shared/ucs/index.ts';
import { type CommandContext, EXIT, withCatalogue } from '../context.ts';
import { count, counted, printable } from '../output/words.ts';
import { writeDocument } from '../output/write-document.ts';
import type { AddCommand } from './add-command.ts';

type ImportOptions = {
  readonly shipped?: boolean;
  readonly listVersion?: string;
  readonly dryRun?: boolean;
  readonly keepLabels?: boolean;
};
type ExportOptions = { readonly format: 'csv' | 'tsv'; readonly out?: string };

const MOST_NAMED = 40;

export const addUcsCommand: AddCommand = (program, run) => {
  const ucs = program.command('ucs').description('the UCS list that sounds are named by');
  ucs
    .command('show')
    .description('which list is in force, and its categories')
    .action((_options, command) =>
      run(command, (context) => withCatalogue(context, { readOnly: true }, (client) => show(context, client))),
    );
  ucs
    .command('export')
    .description('write the list in force, a subcategory a line')
    .addOption(new Option('--format <format>', 'of the list').choices(['csv', 'tsv']).default('csv'))
    .option('--out <file>', 'into this file instead of standard output')
    .action((options: ExportOptions, command) =>
      run(command, (context) =>
        withCatalogue(context, { readOnly: true }, (client) => exportList(context, client, options)),
      ),
    );
  ucs
    .command('import')
    .description('use another UCS list, after saying what that does to labels')
    .argument('[sheet]', 'the official workbook (.xlsx), or CSV or TSV with the columns Category, SubCategory, CatID')
    .option('--shipped', 'the list that Sonotheque comes with')
    .option('--list-version <version>', "what it is called; without it, what the file's name says")
    .option('--keep-labels', 'leave labels of renamed CatIDs as they are')
    .option('--dry-run', 'only say what it would do')
    .addHelpText(
      'after',
      `
Of a workbook the sheet with most CatIDs is taken.
Labels of renamed CatIDs are brought along, those of removed ones stay and are shown as not in this list.
\`sonotheque undo\` takes back the list and the labels together.

Examples:
  $ sonotheque ucs import "UCS v8.3 Full List.xlsx" --dry-run
  $ sonotheque ucs import --shipped`,
    )
    .action((sheet: string | undefined, options: ImportOptions, command) =>
      run(command, (context) =>
        withCatalogue(context, { readOnly: options.dryRun === true }, (client) =>
          importList(context, client, sheet, options),
        ),
      ),
    );
  return ucs;
};

async function listNow(client: EngineClient): Promise<UcsListRecord> {
  for await (const list of await client.ucs.watch()) return list;
  throw new Error('There is always a list in force.');
}

async function show(context: CommandContext, client: EngineClient): Promise<number> {
  const { version, subcategories, isShipped, renamed } = await listNow(client);
  const byCategory = Map.groupBy(subcategories, ({ category }) => category);
  if (context.json) {
    context.print({
      version,
      shipped: isShipped,
      subcategories: subcategories.length,
      categories: byCategory.size,
      renamed,
    });
    return EXIT.done;
  }
  context.print(
    `UCS ${version}${isShipped ? ', as Sonotheque comes with it' : ', imported'}: ${counted(byCategory.size, 'category', 'categories')}, ${counted(subcategories.length, 'subcategory', 'subcategories')}.`,
  );
  for (const [category, rows] of [...byCategory].sort()) {
    context.print(`${category}: ${rows.map(({ catId }) => catId).join(' ')}`);
  }
  return EXIT.done;
}

async function exportList(
  context: CommandContext,
  client: EngineClient,
  { format, out }: ExportOptions,
): Promise<number> {
  const { subcategories } = await listNow(client);
  const lines = ucsSheetLines(subcategories, format === 'csv' ? ',' : '\t');
  if (out === undefined) {
    if (context.json) for (const row of subcategories) context.print(row);
    else for (const line of lines) context.print(line);
    return EXIT.done;
  }
  if (!(await writeDocument(Readable.from(lines), out, context.signal))) return EXIT.interrupted;
  if (context.json) context.print({ exported: subcategories.length, file: out });
  else context.print(`${counted(subcategories.length, 'subcategory', 'subcategories')} written to ${out}.`);
  return EXIT.done;
}

async function importList(
  context: CommandContext,
  client: EngineClient,
  sheet: string | undefined,
  { shipped = false, listVersion, dryRun = false, keepLabels = false }: ImportOptions,
): Promise<number> {
  if ((sheet === undefined) !== shipped) {
    context.tell('Name a sheet, or say --shipped.');
    return EXIT.wrongUse;
  }
  const plan = await client.ucs.plan({
    from: sheet === undefined ? { shipped: true } : { path: path.resolve(sheet) },
    ...(listVersion === undefined ? {} : { version: listVersion }),
  });
  if (!context.json) tellPlan(context, plan);
  const done = dryRun ? null : await client.ucs.apply({ commandId: uuidv7(), planId: plan.id, mapLabels: !keepLabels });
  if (context.json) context.print({ ...plan, relabelled: done?.relabelled ?? 0 });
  else if (done === null) context.print('Nothing was changed.');
  else {
    context.print(
      `UCS ${done.version} is in force; ${counted(done.relabelled, 'sound')} labelled anew. \`sonotheque undo\` takes both back.`,
    );
  }
  return plan.problems.length > 0 ? EXIT.someFailed : EXIT.done;
}

function tellPlan(context: CommandContext, plan: UcsPlan): void {
  const { from, to } = plan;
  context.print(
    `${printable(plan.name)}: UCS ${from.version} (${count(from.subcategories)}) → ${to.version} (${count(to.subcategories)}).`,
  );
  const name = ({ catId, category, subCategory }: { catId: string; category: string; subCategory: string }): string =>
    `${catId} (${category} › ${subCategory})`;
  const labels = (row: { readonly labels: number }): string =>
    row.labels === 0 ? '' : `, ${counted(row.labels, 'label')}`;
  part('new', plan.added.map(name));
  part(
    'renamed',
    plan.renamed.map((row) => `${name(row)} → ${row.becomes}${labels(row)}`),
  );
  part(
    'in another category',
    plan.moved.map((row) => `${name(row)} → ${row.becomes}${labels(row)}`),
  );
  part(
    'in other words',
    plan.reworded.map((row) => `${name(row)}: ${row.changes}`),
  );
  part(
    'gone',
    plan.removed.map((row) => `${name(row)}${labels(row)}`),
  );
  part(
    'categories renamed',
    plan.renamedCategories.map((row) => `${row.category} → ${row.becomes}${labels(row)}`),
  );
  part(
    'categories gone',
    plan.removedCategories.map((row) => `${row.category}${labels(row)}`),
  );
  part('categories that are not heard, but can be labelled and searched', plan.unheard);
  context.print(
    `${counted(plan.labelsMapped, 'label')} can be brought along; ${counted(plan.labelsKept, 'label')} stay without being in the list.`,
  );
  for (const { line, reason } of plan.problems.slice(0, MOST_NAMED)) context.tell(`✗ line ${line}: ${reason}`);

  function part(title: string, rows: readonly string[]): void {
    if (rows.length === 0) return;
    context.print(`${count(rows.length)} ${title}:`);
    for (const row of rows.slice(0, MOST_NAMED)) context.print(`  ${printable(row)}`);
    if (rows.length > MOST_NAMED) context.print(`  and ${count(rows.length - MOST_NAMED)} more`);
  }
}

import path from 'node:path';
import { type Command, Option } from 'commander';
import { v7 as uuidv7 } from 'uuid';
import type { EngineClient } from '../../../../src-shared/contract/contract.ts';
import type { LabelEntry, ListPlan, ListRow } from '../../../../src-shared/contract/label-lists.ts';
import type { Delimiter } from '../../../../src-shared/delimited/index.ts';
import {
  entryLine,
  idleKinds,
  kindWords,
  listHeader,
  listRowKinds,
  takenKinds,
} from '../../../../src-shared/label-lists/index.ts';
import { type CommandContext, EXIT, withCatalogue } from '../context.ts';
import { count, counted, printable } from '../output/words.ts';
import { writeDocument } from '../output/write-document.ts';
import type { AddCommand, RunCommand } from './add-command.ts';

type ExportOptions = { readonly format: 'csv' | 'tsv'; readonly out?: string };
type ImportOptions = { readonly sounds?: string; readonly confidence?: string; readonly dryRun?: boolean };

const ROWS_AT_ONCE = 1_000;
/** Of those that a person has to look at; `--json` gives all. */
const MOST_NAMED = 200;

export const addLabelsCommand: AddCommand = (program, run) => {
  const labels = program.command('labels').description('labels as lists: out of the catalogue, and into it');
  addExport(labels, run);
  addImport(labels, run);
  return labels;
};

function addExport(labels: Command, run: RunCommand): void {
  labels
    .command('export')
    .description('write the labels of sounds and of their regions, one a line')
    .argument('[query]', 'of which sounds; all without it')
    .addOption(new Option('--format <format>', 'of the list').choices(['csv', 'tsv']).default('csv'))
    .option('--out <file>', 'into this file instead of standard output')
    .addHelpText(
      'after',
      `
\`labels import\` reads such a list back: regions, who said it and on which machine are kept.

Examples:
  $ sonotheque labels export --out labels.csv
  $ sonotheque labels export "cat:DOORS" --format tsv`,
    )
    .action((text: string | undefined, options: ExportOptions, command) =>
      run(command, (context) =>
        withCatalogue(context, { readOnly: true }, (client) => exportLabels(context, client, text ?? '', options)),
      ),
    );
}

function addImport(labels: Command, run: RunCommand): void {
  labels
    .command('import')
    .description('label sounds as a list says, after saying what that will do')
    .argument('<file>', 'CSV, TSV or an .xlsx workbook; the first line names the columns: path, and category or cat_id')
    .option('--sounds <folder>', 'where relative paths begin')
    .option('--confidence <level>', 'only lines of this confidence: a word, or a number for at least so much')
    .option('--dry-run', 'only say what it would do')
    .addHelpText(
      'after',
      `
What a person said is never overwritten. Lines that are not taken are named with their number and the reason, the
others are; \`sonotheque undo\` takes all of them back. Further columns that count: library, subcategory, start_seconds
and end_seconds, confidence, author, device, dup_group, and source: where it says human, the label is locked as one that
a person gave here.

Exit code 1: some lines were not taken.

Examples:
  $ sonotheque labels import labels.csv --dry-run
  $ sonotheque labels import labels.tsv --sounds ~/Sounds --confidence high`,
    )
    .action((file: string, options: ImportOptions, command) =>
      run(command, (context) =>
        withCatalogue(context, { readOnly: options.dryRun === true }, (client) =>
          importLabels(context, client, file, options),
        ),
      ),
    );
}

async function exportLabels(
  context: CommandContext,
  client: EngineClient,
  text: string,
  { format, out }: ExportOptions,
): Promise<number> {
  const delimiter: Delimiter = format === 'csv' ? ',' : '\t';
  let exported = 0;
  async function* each(): AsyncGenerator<LabelEntry> {
    for await (const entries of await client.labelLists.entries({ text })) {
      exported += entries.length;
      yield* entries;
    }
  }
  async function* lines(): AsyncGenerator<string> {
    yield listHeader(delimiter);
    for await (const entry of each()) yield entryLine(entry, delimiter);
  }
  if (out === undefined) {
    for await (const line of context.json ? each() : lines()) {
      if (context.signal.aborted) return EXIT.interrupted;
      context.print(line);
    }
    return EXIT.done;
  }
  if (!(await writeDocument(lines(), out, context.signal))) return EXIT.interrupted;
  if (context.json) context.print({ exported, file: out });
  else context.print(`${counted(exported, 'label')} written to ${out}.`);
  return EXIT.done;
}

async function importLabels(
  context: CommandContext,
  client: EngineClient,
  file: string,
  { sounds, confidence, dryRun = false }: ImportOptions,
): Promise<number> {
  const plan = await client.labelLists.plan({
    from: { path: path.resolve(file) },
    ...(sounds === undefined ? {} : { soundsFolder: path.resolve(sounds) }),
    ...(confidence === undefined ? {} : { confidence }),
  });
  const left = listRowKinds.filter((kind) => !takenKinds.includes(kind) && !idleKinds.includes(kind));
  await tellPlan(context, client, plan);
  const leftRows = left.reduce((sum, kind) => sum + plan.counts[kind], 0);
  const { labelled, leftAlone } = dryRun
    ? { labelled: 0, leftAlone: 0 }
    : await client.labelLists.apply({ commandId: uuidv7(), planId: plan.id });
  if (context.json) {
    context.print({ rows: plan.rows, counts: plan.counts, warnings: plan.warnings, columns: plan.columns, labelled });
  } else if (dryRun) {
    context.print(`${counted(plan.sounds, 'sound')} would be labelled. Nothing was changed.`);
  } else if (labelled === 0) context.print('No sound was labelled.');
  else context.print(`${counted(labelled, 'sound')} labelled. \`sonotheque undo\` takes it back.`);
  return leftRows + leftAlone > 0 ? EXIT.someFailed : EXIT.done;
}

async function tellPlan(context: CommandContext, client: EngineClient, plan: ListPlan): Promise<void> {
  const { columns } = plan;
  if (context.json) {
    for await (const row of rowsOf(client, plan.id)) context.print(row);
    return;
  }
  context.print(
    `${counted(plan.rows, 'line')} in ${printable(plan.name)} (${printable(columns.form)}); columns: ${columns.used.join(', ')}${
      columns.unused.length === 0 ? '' : `; left alone: ${columns.unused.join(', ')}`
    }.`,
  );
  for (const kind of listRowKinds) {
    if (plan.counts[kind] > 0) context.print(`${count(plan.counts[kind]).padStart(9)}  ${kindWords[kind]}`);
  }
  for (const warning of plan.warnings) context.tell(`! ${warning}`);
  const worthNaming = listRowKinds.filter((kind) => kind === 'other-version' || isLeft(kind));
  let told = 0;
  for await (const row of rowsOf(client, plan.id, worthNaming)) {
    if (told === MOST_NAMED) {
      context.tell('… and more; --json names every line.');
      break;
    }
    told += 1;
    context.tell(
      `${isLeft(row.kind) ? '✗' : '·'} line ${row.line}: ${printable(row.path)} ${printable(row.written)}\n  ${row.reason ?? ''}`,
    );
  }
}

const isLeft = (kind: ListRow['kind']): boolean => !takenKinds.includes(kind) && !idleKinds.includes(kind);

async function* rowsOf(
  client: EngineClient,
  planId: string,
  kinds?: readonly ListRow['kind'][],
): AsyncGenerator<ListRow> {
  for (let offset = 0, more = true; more; offset += ROWS_AT_ONCE) {
    const page = await client.labelLists.rows({
      planId,
      offset,
      limit: ROWS_AT_ONCE,
      ...(kinds === undefined ? {} : { kinds: [...kinds] }),
    });
    yield* page.rows;
    more = offset + ROWS_AT_ONCE < page.total;
  }
}

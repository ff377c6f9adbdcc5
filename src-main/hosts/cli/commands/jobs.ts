import type { EngineClient } from '../../../../src-shared/contract/contract.ts';
import { SonothequeError } from '../../../../src-shared/contract/failures.ts';
import type { Job } from '../../../../src-shared/contract/jobs.ts';
import { type CommandContext, EXIT, reportFailedPath, withCatalogue } from '../context.ts';
import { newTable, trimLines } from '../output/sounds.ts';
import { count, counted, printable } from '../output/words.ts';
import type { AddCommand } from './add-command.ts';
import { parseCount } from './sounds.ts';

const ID_LENGTH = 8;

export const addJobsCommand: AddCommand = (program, run) => {
  const jobs = program
    .command('jobs')
    .description('what the engine is doing and did, and how it went')
    .addHelpText(
      'after',
      `
A job is named by the end of its id, as \`jobs list\` shows it.

Examples:
  $ sonotheque jobs list
  $ sonotheque jobs files 3f2a91c0
  $ sonotheque jobs pause 3f2a91c0`,
    );
  jobs
    .command('list')
    .description('newest first')
    .option('--limit <n>', 'at most this many', parseCount, 20)
    .action(({ limit }: { readonly limit: number }, command) =>
      run(command, (context) => withCatalogue(context, { readOnly: true }, (client) => list(context, client, limit))),
    );
  jobs
    .command('files')
    .description('files of a job that failed, or that something was odd about')
    .argument('<job>', 'the end of its id')
    .action((name: string, _options, command) =>
      run(command, (context) => withCatalogue(context, { readOnly: true }, (client) => files(context, client, name))),
    );
  for (const [action, description] of ACTIONS) {
    jobs
      .command(action)
      .description(description)
      .argument('<job>', 'the end of its id')
      .action((name: string, _options, command) =>
        run(command, (context) =>
          withCatalogue(context, { readOnly: false }, async (client) => {
            const job = await client.jobs[action]({ id: (await find(client, name)).id });
            if (context.json) context.print(job);
            else context.print(`${job.title}: ${job.state}.`);
            return EXIT.done;
          }),
        ),
      );
  }
  return jobs;
};

const ACTIONS = [
  ['pause', 'let it wait; what is done stays done'],
  ['resume', 'let it go on'],
  ['cancel', 'end it; what is done stays done'],
] as const;

async function list(context: CommandContext, client: EngineClient, limit: number): Promise<number> {
  const jobs = await client.jobs.list({ limit });
  if (context.json) for (const job of jobs) context.print(job);
  else if (jobs.length === 0) context.print('There was no job yet.');
  else {
    const table = newTable(['job', 'what', 'state', 'since', 'done', 'failed']);
    for (const job of jobs) {
      table.push([
        job.id.slice(-ID_LENGTH),
        job.title,
        job.state + (job.priority === 'normal' ? '' : ` (${job.priority})`),
        job.createdAt.toISOString().slice(0, 16).replace('T', ' '),
        { content: doneWords(job), hAlign: 'right' },
        { content: count(job.failedFiles), hAlign: 'right' },
      ]);
    }
    context.print(trimLines(table.toString()));
  }
  return EXIT.done;
}

/** Sounds of an index, the share of any other work. */
function doneWords(job: Job): string {
  if (job.kind === 'index') return counted(job.progress?.soundsDone ?? 0, 'sound');
  if (job.state === 'done') return '100 %';
  const share = job.progress?.share ?? null;
  return share === null ? '' : `${Math.floor(share * 100)} %`;
}

const FILES_AT_ONCE = 1_000;

async function files(context: CommandContext, client: EngineClient, name: string): Promise<number> {
  const { id } = await find(client, name);
  let shown = 0;
  for (let after = 0; ; ) {
    const page = await client.jobs.files({ id, after, limit: FILES_AT_ONCE });
    for (const { number, path, failure, warnings } of page) {
      after = number;
      shown += 1;
      if (failure) reportFailedPath(context, path, failure);
      else if (context.json) context.print({ path, status: 'indexed', warnings });
      else context.tell(`! ${printable(path)}\n  ${warnings.join(' ')}`);
    }
    if (page.length < FILES_AT_ONCE) break;
  }
  if (!context.json) context.print(shown > 0 ? `${counted(shown, 'file')}.` : 'Nothing failed, and nothing was odd.');
  return EXIT.done;
}

/** @throws SonothequeError `no-such-job` */
async function find(client: EngineClient, name: string): Promise<Job> {
  const jobs = await client.jobs.list({ limit: 1_000 });
  const found = jobs.filter(({ id }) => id.endsWith(name.toLowerCase()));
  const [only] = found;
  if (only && found.length === 1) return only;
  throw new SonothequeError({
    code: 'no-such-job',
    message: only ? `More than one job ends with “${name}”.` : `No job ends with “${name}”.`,
    nextStep: '`sonotheque jobs list` shows them.',
  });
}

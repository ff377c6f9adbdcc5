import { Option } from 'commander';
import { v7 as uuidv7 } from 'uuid';
import type { EngineClient } from '../../../../src-shared/contract/contract.ts';
import { SonothequeError } from '../../../../src-shared/contract/failures.ts';
import {
  type BulkConflict,
  type ReviewItem,
  type ReviewOrder,
  reviewOrders,
} from '../../../../src-shared/contract/review.ts';
import { type CommandContext, EXIT, withCatalogue } from '../context.ts';
import { newTable, trimLines } from '../output/sounds.ts';
import { count, counted, percent, printable } from '../output/words.ts';
import type { AddCommand } from './add-command.ts';
import { parseCount, parseProbability } from './sounds.ts';

type Options = {
  readonly order: ReviewOrder;
  readonly limit: number;
  readonly seed: number;
  readonly minPrecision?: number;
  readonly accept?: boolean;
};

const CONFLICTS_SHOWN = 10;

const conflictWords: { readonly [Kind in BulkConflict['kind']]: string } = {
  'decided-otherwise': 'a person decided a nearly identical sound otherwise',
  'suggestions-differ': 'nearly identical sounds would become different things',
  'decided-meanwhile': 'it has a label by now',
};

/** Items asked for at once. */
const ITEMS_AT_ONCE = 50;

export const addReviewCommand: AddCommand = (program, run) =>
  program
    .command('review')
    .description('show what to decide next, or accept in bulk what a random audit says is precise enough')
    .argument('[query]', 'only among the sounds that match')
    .addOption(new Option('--order <order>', 'what comes first').choices([...reviewOrders]).default('covering'))
    .option('--limit <n>', 'how many decisions to show', parseCount, 20)
    .option('--seed <n>', 'of the random order', parseCount, 1)
    .option(
      '--min-precision <p>',
      'say how many suggestions could be accepted unheard and still be so precise',
      parseProbability,
    )
    .option('--accept', 'with --min-precision: accept them')
    .addHelpText(
      'after',
      `
Sounds that are nearly identical are one decision. Precision is estimated from random sounds that a person judged while
reviewing in the window; too few of them, and nothing is accepted (exit code 1). What is accepted in bulk is not locked.

Examples:
  $ sonotheque review
  $ sonotheque review "lib:SFX" --order disagreement --json
  $ sonotheque review --min-precision 95%
  $ sonotheque review --min-precision 95% --accept
  $ sonotheque undo`,
    )
    .action((text: string | undefined, options: Options, command) =>
      run(command, (context) => review(context, text, options)),
    );

function review(context: CommandContext, text: string | undefined, options: Options): Promise<number> {
  if (options.accept === true && options.minPrecision === undefined) {
    throw new SonothequeError({
      code: 'no-precision',
      message: '--accept needs --min-precision.',
      nextStep: 'For instance: `sonotheque review --min-precision 95% --accept`.',
    });
  }
  return withCatalogue(context, { readOnly: options.accept !== true }, async (client) => {
    const { sessionId } = await client.review.open(text === undefined ? {} : { filter: { text } });
    for await (const { groups } of await client.review.watch({ sessionId }, { signal: context.signal })) {
      if (groups !== null) break;
    }
    try {
      return options.minPrecision === undefined
        ? await showQueue(context, client, sessionId, options)
        : await bulk(context, client, sessionId, options.minPrecision, options.accept ?? false);
    } finally {
      await client.review.close({ sessionId });
    }
  });
}

async function showQueue(
  context: CommandContext,
  client: EngineClient,
  sessionId: number,
  { order, limit, seed }: Options,
): Promise<number> {
  const onHand: ReviewItem['members'][number]['sound']['id'][] = [];
  for (let place = 0; place < limit; ) {
    const wanted = Math.min(ITEMS_AT_ONCE, limit - place);
    const known = onHand.slice(-1_000);
    const items = await client.review.next({ sessionId, order, seed, onHand: known, place, limit: wanted });
    for (const item of items) context.print(context.json ? itemLine(item) : itemText(item));
    onHand.push(...items.flatMap(({ members }) => members.map(({ sound }) => sound.id)));
    place += items.length;
    if (items.length < wanted) break;
  }
  if (onHand.length === 0 && !context.json) context.print('Nothing is open.');
  return EXIT.done;
}

function itemLine({ kind, members, disagreement }: ReviewItem): object {
  const [first, ...others] = members;
  return {
    path: first?.sound.path ?? '',
    kind,
    suggestions: first?.sound.suggestions ?? [],
    disagreement,
    together: others.map(({ sound, kinship }) => ({ path: sound.path, kinship })),
  };
}

function itemText({ kind, members }: ReviewItem): string {
  const table = newTable(['', '', '']);
  const [first, ...others] = members;
  const [suggestion] = first?.sound.suggestions ?? [];
  table.push([
    printable(first?.sound.path ?? ''),
    suggestion ? `${suggestion.catId ?? suggestion.category} ${percent(suggestion.probability)}` : '',
    [kind === 'audit' ? 'random' : '', others.length === 0 ? '' : `+ ${count(others.length)} alike`]
      .filter(Boolean)
      .join(', '),
  ]);
  return trimLines(table.toString())
    .split('\n')
    .filter((line) => line !== '')
    .join('\n');
}

async function bulk(
  context: CommandContext,
  client: EngineClient,
  sessionId: number,
  targetPrecision: number,
  accept: boolean,
): Promise<number> {
  const { conflicts, ...estimate } = await client.review.estimate({ sessionId, targetPrecision });
  const { found, audited, used, right, undecided, needed } = estimate;
  const told = conflicts.map(({ kind, sound, other }) => ({ kind, path: sound.path, other: other?.path ?? null }));
  const done =
    accept && found !== null
      ? await client.review.accept({
          commandId: uuidv7(),
          sessionId,
          targetPrecision,
          minProbability: found.minProbability,
        })
      : null;
  if (context.json) context.print({ ...estimate, conflicts: told, accepted: done?.accepted ?? 0 });
  else if (found === null) {
    context.print(
      `${counted(audited, 'random sound')} asked about${used === 0 ? '' : `, of ${count(used)} the suggestion was right for ${count(right)}`}${undecided === 0 ? '' : `, ${count(undecided)} passed over`}: not enough for ${percent(targetPrecision)}. At least ${count(needed)} more are needed.`,
    );
  } else {
    context.print(
      `${counted(found.sounds, 'sound')} at an expected ${percent(found.expected)} (${percent(found.low)} to ${percent(found.high)}), certainty at least ${percent(found.minProbability)}.`,
    );
    for (const { kind, path } of told.slice(0, CONFLICTS_SHOWN))
      context.print(`  left out: ${printable(path)} (${conflictWords[kind]})`);
    if (estimate.conflictCount > CONFLICTS_SHOWN)
      context.print(
        `  left out: ${count(estimate.conflictCount - CONFLICTS_SHOWN)} more; --json names the first hundred`,
      );
    if (done !== null) context.print(`${counted(done.accepted, 'sound')} labelled. \`sonotheque undo\` takes it back.`);
  }
  return found === null ? EXIT.someFailed : EXIT.done;
}

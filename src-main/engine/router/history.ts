import type { HistoryState, HistoryStep } from '../../../src-shared/contract/history.ts';
import { rest } from '../../../src-shared/jobs/index.ts';
import type { HistoryDirection } from '../../catalogue/index.ts';
import type { EngineParts } from '../engine-parts.ts';
import { toHistoryRecord } from '../history/records.ts';
import { titleOf } from '../history/titles.ts';
import { labelOrigin } from '../label-origin.ts';
import { procedures } from './procedures.ts';

const MOST_NAMED = 1_000;
/** A menu that is told more often does nothing but read. */
const WATCH_MILLISECONDS = 200;

export const history = procedures.history.router({
  list: procedures.history.list.handler(async ({ input: { limit, before }, context: { parts } }) => {
    const { author } = await labelOrigin(parts.catalogue);
    const page = { author, limit, ...(before === undefined ? {} : { before }) };
    return (await parts.catalogue.history(page)).map(toHistoryRecord);
  }),
  undo: procedures.history.undo.handler(({ input, context: { parts } }) => step(parts, 'undo', input.commandId)),
  redo: procedures.history.redo.handler(({ input, context: { parts } }) => step(parts, 'redo', input.commandId)),
  watch: procedures.history.watch.handler(async function* ({ context: { parts }, signal }) {
    let told = '';
    while (!signal?.aborted) {
      const { version } = parts.commands.changes;
      const state = await stateOf(parts);
      const text = JSON.stringify(state);
      if (text !== told) yield state;
      told = text;
      await parts.commands.changes.changedSince(version, signal);
      await rest(WATCH_MILLISECONDS, signal);
    }
  }),
});

async function step(parts: EngineParts, direction: HistoryDirection, commandId: string): Promise<HistoryStep> {
  const origin = await labelOrigin(parts.catalogue);
  const next = (await parts.catalogue.nextSteps(origin.author))[direction];
  const verb = direction === 'undo' ? 'Undo' : 'Redo';
  const { entry, changed } = await parts.commands.show(
    next === null ? verb : `${verb}: ${titleOf(next)}`,
    (onProgress) => parts.catalogue.step(direction, origin, { commandId, onProgress }),
  );
  if (entry?.action === 'use-ucs-list') await parts.ucsLists.load(parts.catalogue);
  return {
    entry: entry && toHistoryRecord({ ...entry, state: direction === 'undo' ? 'undone' : 'done' }),
    sounds: changed.slice(0, MOST_NAMED),
    soundCount: changed.length,
  };
}

async function stateOf({ catalogue, commands }: EngineParts): Promise<HistoryState> {
  const { author } = await labelOrigin(catalogue);
  const { undo, redo } = await catalogue.nextSteps(author);
  return {
    undo: undo && toHistoryRecord(undo),
    redo: redo && toHistoryRecord(redo),
    working: commands.working,
  };
}

import path from 'node:path';
import { labelEntries } from '../label-lists/index.ts';
import { readListTexts } from '../lists/list-text.ts';
import { runCommand } from '../run-command.ts';
import { procedures } from './procedures.ts';

export const labelLists = procedures.labelLists.router({
  entries: procedures.labelLists.entries.handler(({ input, context: { parts } }) =>
    labelEntries(parts.catalogue, input),
  ),
  plan: procedures.labelLists.plan.handler(async ({ input, context: { parts } }) => {
    const { from, soundsFolder = null, confidence = null } = input;
    const name = 'path' in from ? path.basename(from.path) : from.name;
    const texts = await readListTexts('path' in from ? from.path : parts.offers.fileOf(from.offer), name);
    return parts.labelPlans.plan(parts.catalogue, { name, texts, soundsFolder, confidence });
  }),
  rows: procedures.labelLists.rows.handler(({ input, context: { parts } }) => {
    const { planId, kinds = null, ...rest } = input;
    return parts.labelPlans.rows(planId, { kinds, ...rest });
  }),
  apply: procedures.labelLists.apply.handler(async ({ input: { commandId, planId }, context: { parts } }) => {
    const { name, sounds, labels } = parts.labelPlans.labels(planId);
    const deed = { action: 'import-labels', detail: name } as const;
    const { changed, locked } = await runCommand(parts, { ...deed, commandId, sounds }, (origin, options) =>
      parts.catalogue.labelTogether(labels, deed, origin, options),
    );
    return { labelled: changed.length, leftAlone: locked.length };
  }),
});

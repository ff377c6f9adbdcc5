import path from 'node:path';
import { shippedUcsList } from '../../../src-shared/ucs/index.ts';
import { readListTexts } from '../lists/list-text.ts';
import { runCommand } from '../run-command.ts';
import { readUcsSheet } from '../ucs-lists/index.ts';
import { procedures } from './procedures.ts';

/** `UCS_v8.2.1_Full_List.csv` → `8.2.1`, `UCS 9.csv` → `9` */
const versionIn = (name: string): string =>
  /\d+(?:\.\d+)+/u.exec(name)?.[0] ??
  /(?:^|\P{L})(?:UCS|v)[ _-]*v?(\d+)/iu.exec(name)?.[1] ??
  path.parse(name).name.slice(0, 40);

export const ucs = procedures.ucs.router({
  watch: procedures.ucs.watch.handler(async function* ({ context: { parts }, signal }) {
    while (!signal?.aborted) {
      const { version } = parts.ucsLists.changes;
      yield parts.ucsLists.now();
      await parts.ucsLists.changes.changedSince(version, signal);
    }
  }),
  plan: procedures.ucs.plan.handler(async ({ input: { from, version }, context: { parts } }) => {
    if ('shipped' in from) {
      return parts.ucsLists.plan(parts.catalogue, null, 'the list that Sonotheque comes with', shippedUcsList.version);
    }
    const name = 'path' in from ? path.basename(from.path) : from.name;
    const texts = await readListTexts('path' in from ? from.path : parts.offers.fileOf(from.offer), name);
    const sheet = await readUcsSheet(texts, name);
    return parts.ucsLists.plan(parts.catalogue, sheet, name, version ?? versionIn(name));
  }),
  apply: procedures.ucs.apply.handler(async ({ input: { commandId, planId, mapLabels }, context: { parts } }) => {
    const version = parts.ucsLists.versionOf(planId);
    const titled = { commandId, action: 'use-ucs-list', detail: version, sounds: 0 } as const;
    const relabelled = await runCommand(parts, titled, (origin, options) =>
      parts.ucsLists.apply(parts.catalogue, planId, mapLabels, origin, options),
    );
    return { version, relabelled };
  }),
});

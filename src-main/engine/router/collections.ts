import type { CollectionRecord } from '../../../src-shared/contract/collections.ts';
import type { HistoryAction } from '../../../src-shared/contract/history.ts';
import type { SoundsInput } from '../../../src-shared/contract/inputs.ts';
import type { Collection, CollectionId, DecisionOptions, LabelOrigin, SoundSelection } from '../../catalogue/index.ts';
import type { EngineParts } from '../engine-parts.ts';
import { runCommand } from '../run-command.ts';
import { selectionOf } from '../sound-selection.ts';
import { procedures } from './procedures.ts';

export const collections = procedures.collections.router({
  list: procedures.collections.list.handler(async ({ context: { parts } }) =>
    (await parts.catalogue.collections()).map(toRecord),
  ),
  of: procedures.collections.of.handler(({ input, context: { parts } }) => parts.catalogue.collectionsOf(input.id)),
  create: procedures.collections.create.handler(async ({ input, context: { parts } }) => {
    const { commandId, name, colour, sounds } = input;
    const soundIds =
      sounds === undefined ? [] : await parts.catalogue.selectedIds(await selectionOf(parts.catalogue, sounds));
    const titled = { commandId, action: 'create-collection', detail: name, sounds: soundIds.length } as const;
    return toRecord(
      await runCommand(parts, titled, (origin, options) =>
        parts.catalogue.createCollection({ name, colour, soundIds }, origin, options),
      ),
    );
  }),
  change: procedures.collections.change.handler(async ({ input, context: { parts } }) => {
    const { commandId, name, colour, before } = input;
    const id = input.id as CollectionId;
    const changes = {
      ...(name === undefined ? {} : { name }),
      ...(colour === undefined ? {} : { colour }),
      ...(before === undefined ? {} : { before: before as CollectionId | null }),
    };
    await runCommand(parts, { commandId, action: 'change-collection', detail: '', sounds: 0 }, (origin, options) =>
      parts.catalogue.changeCollection(id, changes, origin, options),
    );
    return toRecord((await parts.catalogue.collections()).find((one) => one.id === id) as Collection);
  }),
  delete: procedures.collections.delete.handler(({ input: { commandId, id }, context: { parts } }) =>
    runCommand(parts, { commandId, action: 'delete-collection', detail: '', sounds: 0 }, (origin, options) =>
      parts.catalogue.deleteCollection(id as CollectionId, origin, options),
    ),
  ),
  add: procedures.collections.add.handler(({ input, context: { parts } }) =>
    overMembers(parts, 'add-to-collection', input, (id, sounds, origin, options) =>
      parts.catalogue.addToCollection(id, sounds, input.before, origin, options),
    ),
  ),
  remove: procedures.collections.remove.handler(({ input, context: { parts } }) =>
    overMembers(parts, 'remove-from-collection', input, (id, sounds, origin, options) =>
      parts.catalogue.removeFromCollection(id, sounds, origin, options),
    ),
  ),
  move: procedures.collections.move.handler(({ input, context: { parts } }) =>
    overMembers(parts, 'move-in-collection', input, (id, sounds, origin, options) =>
      parts.catalogue.moveInCollection(id, sounds, input.before, origin, options),
    ),
  ),
});

type MemberCommand = { readonly commandId: string; readonly id: string; readonly sounds: SoundsInput };

async function overMembers<Result>(
  parts: EngineParts,
  action: HistoryAction,
  { commandId, id, sounds }: MemberCommand,
  work: (id: CollectionId, sounds: SoundSelection, origin: LabelOrigin, options: DecisionOptions) => Promise<Result>,
): Promise<Result> {
  const soundIds = await parts.catalogue.selectedIds(await selectionOf(parts.catalogue, sounds));
  return runCommand(parts, { commandId, action, detail: '', sounds: soundIds.length }, (origin, options) =>
    work(id as CollectionId, { soundIds }, origin, options),
  );
}

const toRecord = ({ id, name, colour, sounds, missing, createdAt }: Collection): CollectionRecord => ({
  id,
  name,
  colour,
  sounds,
  missing,
  createdAt,
});

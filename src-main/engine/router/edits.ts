import { editableFields } from '../../../src-shared/contract/edits.ts';
import { previewReplacement, replaceInFields } from '../edits/find-and-replace.ts';
import { runCommand } from '../run-command.ts';
import { pathsOf, selectionOf } from '../sound-selection.ts';
import { procedures } from './procedures.ts';

export const edits = procedures.edits.router({
  set: procedures.edits.set.handler(async ({ input: { commandId, sounds, fields }, context: { parts } }) => {
    const soundIds = await parts.catalogue.selectedIds(await selectionOf(parts.catalogue, sounds));
    const deed = { action: 'edit', detail: Object.keys(fields).join(', ') } as const;
    return runCommand(parts, { ...deed, commandId, sounds: soundIds.length }, (origin, options) =>
      parts.catalogue.stageEdits({ soundIds }, fields, deed, origin, options),
    );
  }),
  clear: procedures.edits.clear.handler(async ({ input, context: { parts } }) => {
    const { commandId, sounds, fields = editableFields } = input;
    const soundIds = await parts.catalogue.selectedIds(await selectionOf(parts.catalogue, sounds));
    const deed = { action: 'drop-edits', detail: '' } as const;
    const forgotten = Object.fromEntries(fields.map((field) => [field, null]));
    return runCommand(parts, { ...deed, commandId, sounds: soundIds.length }, (origin, options) =>
      parts.catalogue.stageEdits({ soundIds }, forgotten, deed, origin, options),
    );
  }),
  of: procedures.edits.of.handler(({ input, context: { parts } }) => parts.catalogue.stagedEdits(input.id)),
  list: procedures.edits.list.handler(async ({ input: { limit, after }, context: { parts } }) => {
    const sounds = await parts.catalogue.stagedSounds(after ?? null, limit);
    const pathOf = await pathsOf(
      parts.catalogue,
      sounds.map(({ soundId }) => soundId),
    );
    return sounds.map(({ soundId, edits: staged }) => ({ id: soundId, path: pathOf(soundId), edits: staged }));
  }),
  count: procedures.edits.count.handler(({ context: { parts } }) => parts.catalogue.countStaged()),
  preview: procedures.edits.preview.handler(({ input: { limit, ...wanted }, context: { parts }, signal }) =>
    previewReplacement(parts.catalogue, wanted, limit, signal),
  ),
  replace: procedures.edits.replace.handler(({ input: { commandId, ...wanted }, context: { parts } }) => {
    const detail = `“${wanted.find}” with “${wanted.replacement}”`;
    return runCommand(parts, { commandId, action: 'replace', detail, sounds: 0 }, (origin, options) =>
      replaceInFields(parts.catalogue, wanted, origin, options),
    );
  }),
});

import { runCommand } from '../run-command.ts';
import { selectionOf } from '../sound-selection.ts';
import { procedures } from './procedures.ts';

export const marks = procedures.marks.router({
  set: procedures.marks.set.handler(async ({ input, context: { parts } }) => {
    const { commandId, sounds, favourite, rating, note } = input;
    const patch = {
      ...(favourite === undefined ? {} : { favourite }),
      ...(rating === undefined ? {} : { rating }),
      ...(note === undefined ? {} : { note }),
    };
    const soundIds = await parts.catalogue.selectedIds(await selectionOf(parts.catalogue, sounds));
    return runCommand(parts, { commandId, action: 'mark', detail: '', sounds: soundIds.length }, (origin, options) =>
      parts.catalogue.mark({ soundIds }, patch, origin, options),
    );
  }),
});

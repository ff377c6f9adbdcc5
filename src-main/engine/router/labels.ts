import type { ResultSetId } from '../../catalogue/index.ts';
import { parseDecision } from '../label-decision.ts';
import { labelOrigin } from '../label-origin.ts';
import { toSoundRecord } from '../records.ts';
import { runCommand } from '../run-command.ts';
import { selectionOf } from '../sound-selection.ts';
import { procedures } from './procedures.ts';

const MOST_RECORDS = 1_000;

export const labels = procedures.labels.router({
  set: procedures.labels.set.handler(async ({ input, context: { parts } }) => {
    const { commandId, sounds, region = null, decision } = input;
    const { catalogue } = parts;
    const parsed = decision === null ? null : parseDecision(decision);
    const ids = await catalogue.selectedIds(await selectionOf(catalogue, sounds));
    const action = parsed === null ? 'clear' : 'label';
    const detail = parsed?.catId ?? parsed?.category ?? '';
    await runCommand(parts, { commandId, action, detail, sounds: ids.length }, (origin, { onProgress }) =>
      catalogue.labelAll(ids, { region, decision: parsed, source: 'human' }, origin, commandId, onProgress),
    );
    return (await catalogue.sounds(ids.slice(0, MOST_RECORDS))).map(toSoundRecord);
  }),
  accept: procedures.labels.accept.handler(async ({ input, context: { parts } }) => {
    const { commandId, text, sounds, minProbability } = input;
    const { catalogue } = parts;
    // What is decided is what was written: a search may be widened, since it shows to what.
    const written = { text, thesaurus: false, unreviewed: true };
    const found = sounds === undefined ? await catalogue.query(written) : null;
    try {
      const selection =
        sounds === undefined ? { resultSetId: found?.id as ResultSetId } : await selectionOf(catalogue, sounds);
      const soundIds = await catalogue.selectedIds(selection);
      const matched = soundIds.length;
      const { changed } = await runCommand(
        parts,
        { commandId, action: 'accept', detail: '', sounds: matched },
        (origin, { onProgress }) =>
          // Whoever names sounds means each of them; what a query finds nobody has heard one by one.
          sounds === undefined
            ? catalogue.acceptInBulk(soundIds, minProbability, origin, { id: commandId, detail: '' }, onProgress)
            : catalogue.acceptSuggestions({ soundIds }, minProbability, origin, commandId, onProgress),
      );
      return { accepted: changed.length, matched };
    } finally {
      if (found !== null) await catalogue.releaseResultSet(found.id);
    }
  }),
  undo: procedures.labels.undo.handler(async ({ input: { commandId }, context: { parts } }) => {
    const { entry, changed } = await parts.catalogue.step('undo', await labelOrigin(parts.catalogue), { commandId });
    if (entry?.action === 'use-ucs-list') await parts.ucsLists.load(parts.catalogue);
    return { undone: entry === null ? 0 : Math.max(1, changed.length) };
  }),
  list: procedures.labels.list.handler(async ({ input, context: { parts } }) =>
    (await parts.catalogue.labels(input.id)).map(({ eventId: _, ...label }) => label),
  ),
  history: procedures.labels.history.handler(async ({ input, context: { parts } }) => {
    const standing = new Set((await parts.catalogue.labels(input.id)).map(({ eventId }) => eventId));
    return (await parts.catalogue.labelHistory(input.id)).map((event) => {
      const { eventId, kind, region, category, catId, source, author, device, createdAt, undoneEventId } = event;
      return {
        id: eventId,
        kind,
        region,
        category,
        catId,
        source,
        author,
        device,
        at: createdAt,
        undoneId: undoneEventId,
        stands: standing.has(eventId),
      };
    });
  }),
});

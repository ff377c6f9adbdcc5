import type { SoundsInput } from '../../../src-shared/contract/inputs.ts';
import type { LabelEntry } from '../../../src-shared/contract/label-lists.ts';
import type { Catalogue, ResultSetId } from '../../catalogue/index.ts';
import { selectionOf } from '../sound-selection.ts';

const SOUNDS_AT_ONCE = 500;

/** The labels of some sounds, or of all that match, in their order, regions after the whole sound. */
export async function* labelEntries(
  catalogue: Catalogue,
  { text, sounds }: { readonly text: string; readonly sounds?: SoundsInput | undefined },
): AsyncGenerator<readonly LabelEntry[]> {
  // What is written to a file is what was asked for in so many words.
  const found = sounds === undefined ? await catalogue.query({ text, thesaurus: false }) : null;
  try {
    const selection =
      sounds === undefined ? { resultSetId: found?.id as ResultSetId } : await selectionOf(catalogue, sounds);
    const ids = await catalogue.selectedIds(selection);
    for (let at = 0; at < ids.length; at += SOUNDS_AT_ONCE) {
      const standing = await catalogue.standingLabels(ids.slice(at, at + SOUNDS_AT_ONCE));
      const labels = standing.flatMap((label) =>
        label.category === null ? [] : [{ ...label, category: label.category }],
      );
      if (labels.length === 0) continue;
      const rows = new Map(
        (await catalogue.sounds([...new Set(labels.map(({ soundId }) => soundId))])).map((row) => [row.id, row]),
      );
      yield labels.flatMap(({ soundId, eventId: _, ...label }) => {
        const row = rows.get(soundId);
        return row === undefined
          ? []
          : [{ ...label, locked: label.source === 'human', path: row.path.display, library: row.library }];
      });
    }
  } finally {
    if (found !== null) await catalogue.releaseResultSet(found.id);
  }
}

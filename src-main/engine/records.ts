/** The catalogue's rows as the contract's records. */
import type { SoundRecord } from '../../src-shared/contract/sounds.ts';
import type { SoundRow } from '../catalogue/index.ts';

export function toSoundRecord(row: SoundRow): SoundRecord {
  const { id, library, status, failure, format, loudness, frames, label, suggestions, fields, warnings } = row;
  return {
    id,
    path: row.path.display,
    library,
    status,
    failure,
    format,
    loudness,
    frames,
    label: label && {
      category: label.category,
      catId: label.catId,
      source: label.source,
      author: label.author,
      decidedAt: label.decidedAt,
    },
    suggestions,
    fields,
    stagedFields: row.stagedFields,
    favourite: row.favourite,
    rating: row.rating,
    note: row.note,
    playCount: row.playCount,
    playedAt: row.playedAt,
    warnings,
    isCopy: row.copyOf !== null,
  };
}

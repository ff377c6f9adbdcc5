import { inNoRemovedLibrary } from './libraries.ts';

/** What a column is kept as; what has no value is 0, in `number` NaN. */
export type ColumnKinds = {
  readonly identifier: Uint32Array;
  readonly small: Uint8Array;
  /** Codes of a dictionary, for values that repeat. */
  readonly word: Uint16Array;
  readonly number: Float64Array;
};

type Column = { readonly kind: keyof ColumnKinds; readonly sql: string };
const column = <Kind extends keyof ColumnKinds>(kind: Kind, sql: string) => ({ kind, sql }) as const;

/** Codes of the `status` column. */
export const statusCodes = { indexed: 0, failed: 1, missing: 2 } as const;

/**
 * One value a sound that queries filter, count and sort by. A new one is a line here, with its table joined below; a
 * command that changes it must give the sound the new revision.
 */
export const soundColumns = {
  id: column('identifier', 's.id'),
  libraryId: column('identifier', 's.library_id'),
  status: column('small', 'CASE WHEN s.missing THEN 2 ELSE s.failure_code IS NOT NULL END'),
  container: column('word', 's.container'),
  sampleRateHz: column('word', 's.sample_rate_hz'),
  bitDepth: column('word', 's.bit_depth'),
  channels: column('word', 's.channels'),
  durationSeconds: column('number', 's.duration_seconds'),
  samplePeakDbfs: column('number', 's.sample_peak_dbfs'),
  integratedLufs: column('number', 's.integrated_lufs'),
  addedMilliseconds: column('number', 's.added_at'),
  modifiedMilliseconds: column('number', 's.modified_ns / 1000000'),
  labelCategory: column('word', 'c.category'),
  labelCatId: column('word', 'e.cat_id'),
  labelSource: column('word', 'e.source'),
  suggestedCategory: column('word', 'g.category'),
  suggestedCatId: column('word', 'g.cat_id'),
  /** Of the first suggestion. */
  probability: column('number', 'g.probability'),
  /** Vector set of the active model version. */
  vectorSet: column('identifier', 'v.id'),
  frames: column('identifier', 'v.frame_count'),
} as const satisfies { readonly [name: string]: Column };

export type ColumnName = keyof typeof soundColumns;
export const columnNames = Object.keys(soundColumns) as readonly ColumnName[];

const columnsSql = (sounds: string, condition: string): string => `
  SELECT ${columnNames.map((name) => soundColumns[name].sql).join(', ')},
    coalesce(s.display_path, CAST(s.path AS TEXT))
  FROM ${sounds}
    CROSS JOIN catalogue_state t
    LEFT JOIN current_labels c ON c.sound_id = s.id AND c.region_start_seconds = -1 AND c.region_end_seconds = -1
      AND c.category IS NOT NULL
    LEFT JOIN label_events e ON e.id = c.event_id
    LEFT JOIN idx.suggestions g ON g.model_id = t.active_model_id AND g.sound_id = s.id
    LEFT JOIN idx.vector_sets v ON v.model_id = t.active_model_id AND v.payload_id = s.payload_id
  WHERE ${condition} AND s.${inNoRemovedLibrary}`;

/** The columns of sounds that lie between two ids, then the path as a person reads it. */
export const columnsByIdSql = columnsSql('sounds s', 's.id > ? AND s.id <= ?');

/** The same of sounds that changed after a revision. Said how: a planner that guesses wrongly reads all for the sake of few. */
export const changedColumnsSql = columnsSql('sounds s INDEXED BY sounds_by_revision', 's.revision > ?');

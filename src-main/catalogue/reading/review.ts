import type { Database } from 'better-sqlite3';
import { deciders, type ReviewColumns } from '../types.ts';
import type { Columns } from './columns.ts';
import { statusCodes } from './sound-columns.ts';

/** Of each sound that may be surveyed. */
export type SurveyedSounds = {
  readonly ids: Uint32Array;
  /** The same number for sounds of a folder whose names differ in a number at the end; 0: of no such family. */
  readonly families: Float64Array;
  readonly durationSeconds: Float32Array;
};

/** Letters that a name must have beside its number to say anything. */
const fewestLetters = 3;

/** What reviewing asks of the columns. @param read the columns as they are now */
export function createReviewReader(db: Database, read: () => Columns) {
  const cleared = db
    .prepare<[], number>(
      `SELECT c.sound_id FROM current_labels c JOIN label_events e ON e.id = c.event_id
       WHERE c.category IS NULL AND c.region_start_seconds = -1 AND c.region_end_seconds = -1 AND e.source = 'human'`,
    )
    .pluck();

  const items = db
    .prepare<[number], string>(
      `SELECT items FROM idx.suggestion_lists
       WHERE model_id = (SELECT active_model_id FROM catalogue_state) AND sound_id = ?`,
    )
    .pluck();

  /** Slots of the sounds that were heard and are there. */
  const slotsOf = (columns: Columns, ids: Uint32Array): Uint32Array => {
    const slots = new Uint32Array(ids.length);
    let count = 0;
    for (const id of ids) {
      const slot = columns.slotOf(id);
      if (slot >= 0 && columns.status[slot] === statusCodes.indexed) slots[count++] = slot;
    }
    return slots.subarray(0, count);
  };

  const reviewColumns = (ids: Uint32Array): ReviewColumns => {
    const columns = read();
    const slots = slotsOf(columns, ids);
    const human = columns.words.values.indexOf('human');
    const byPersonCleared = new Set(cleared.all());
    return {
      revision: columns.revision,
      ids: slots.map((slot) => columns.id[slot] ?? 0),
      probability: Float64Array.from(slots, (slot) => columns.probability[slot] ?? Number.NaN),
      suggested: Uint16Array.from(slots, (slot) => columns.suggestedCategory[slot] ?? 0),
      labelled: Uint16Array.from(slots, (slot) => columns.labelCategory[slot] ?? 0),
      decider: Uint8Array.from(slots, (slot) => {
        if (columns.labelCategory[slot] === 0) {
          return byPersonCleared.has(columns.id[slot] ?? 0) ? deciders.person : deciders.nobody;
        }
        return columns.labelSource[slot] === human ? deciders.person : deciders.other;
      }),
      addedMilliseconds: Float64Array.from(slots, (slot) => columns.addedMilliseconds[slot] ?? 0),
    };
  };

  const surveyedSounds = (ids: Uint32Array): SurveyedSounds => {
    const columns = read();
    const slots = slotsOf(columns, ids);
    return {
      ids: slots.map((slot) => columns.id[slot] ?? 0),
      families: Float64Array.from(slots, (slot) => familyOf(columns, slot)),
      durationSeconds: Float32Array.from(slots, (slot) => columns.durationSeconds[slot] ?? 0),
    };
  };

  return {
    /** As they are stored, which is quicker to hand on. */
    suggestionLists: (ids: readonly number[]): (string | null)[] => ids.map((id) => items.get(id) ?? null),
    reviewColumns: db.transaction(reviewColumns) as typeof reviewColumns,
    surveyedSounds: db.transaction(surveyedSounds) as typeof surveyedSounds,
  };
}

function familyOf({ paths, folder }: Columns, slot: number): number {
  const name = paths.bytes().toString('utf8', paths.nameStart(slot), paths.end(slot));
  const stem = stemOf(name);
  if ((stem.match(/\p{L}/gu)?.length ?? 0) < fewestLetters) return 0;
  let low = 0x811c9dc5;
  let high = 0x9e3779b9;
  for (let at = 0; at < stem.length; at++) {
    low = Math.imul(low ^ stem.charCodeAt(at), 0x01000193);
    high = Math.imul(high ^ stem.charCodeAt(at), 0x85ebca6b) ^ (high >>> 13);
  }
  low ^= Math.imul((folder[slot] ?? 0) + 1, 0x27d4eb2f);
  return (high & 0x1fffff) * 4294967296 + (low >>> 0) + 1;
}

/** A file's name without its ending and the number at its end: `door_slam` of `door_slam_03b.wav`. */
export const stemOf = (name: string): string =>
  name.replace(/\.[^.]*$/u, '').replace(/[\s_.()[\]#-]*\d+\s*\p{L}?[)\]]?$/u, '');

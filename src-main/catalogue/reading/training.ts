import type { Database } from 'better-sqlite3';
import type { CatId, LibraryId, PayloadHash, SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { LabelledCount, TrainableSound } from '../types.ts';
import { floatsOf } from '../vectors/stored-floats.ts';
import { createLibraryReader, inNoRemovedLibrary } from './libraries.ts';
import { absolutePath, pathNameOf } from './paths.ts';

type Row = {
  readonly soundId: SoundId;
  readonly libraryId: LibraryId;
  readonly path: Buffer;
  readonly displayPath: string | null;
  readonly hash: Buffer;
  readonly category: string | null;
  readonly catId: CatId | null;
  readonly levels: Buffer | null;
};

const wholeSound = 'c.region_start_seconds = -1 AND c.region_end_seconds = -1 AND c.category IS NOT NULL';
const wasHeard = `s.failure_code IS NULL AND s.payload_id IS NOT NULL AND s.${inNoRemovedLibrary}`;
/** Levels don't depend on the model version: any that has vectors will do. */
const anyVectors = '(SELECT min(v.id) FROM idx.vector_sets v WHERE v.payload_id = s.payload_id)';
const columns = `s.id AS soundId, s.library_id AS libraryId, s.path, s.display_path AS displayPath, p.hash,
  (SELECT f.levels_db FROM idx.frame_levels f WHERE f.vector_set_id = ${anyVectors}) AS levels`;

/** What encoders are trained from: labelled sounds with their files, contents and levels. */
export function createTrainingReader(db: Database) {
  const libraries = createLibraryReader(db);
  const labelled = db.prepare<[LibraryId, number, number], Row>(
    `SELECT ${columns}, c.category, e.cat_id AS catId
     FROM sounds s JOIN current_labels c ON c.sound_id = s.id AND ${wholeSound}
       JOIN label_events e ON e.id = c.event_id AND e.source <> 'model'
       JOIN payloads p ON p.id = s.payload_id
     WHERE s.library_id = ? AND s.id > ? AND ${wasHeard} ORDER BY s.id LIMIT ?`,
  );
  const listed = db.prepare<[string], Row>(
    `SELECT ${columns}, NULL AS category, NULL AS catId
     FROM json_each(?) j CROSS JOIN sounds s ON s.id = j.value JOIN payloads p ON p.id = s.payload_id
     WHERE ${wasHeard}`,
  );
  const counts = db.prepare<[], LabelledCount>(
    `SELECT s.library_id AS libraryId, c.category, count(*) AS sounds,
       sum(coalesce((SELECT max(v.frame_count) FROM idx.vector_sets v WHERE v.payload_id = s.payload_id), 0)) AS frames
     FROM current_labels c JOIN sounds s ON s.id = c.sound_id
       JOIN label_events e ON e.id = c.event_id AND e.source <> 'model'
     WHERE ${wholeSound} AND ${wasHeard} GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  const soundsOf = (rows: readonly Row[]): TrainableSound[] => {
    const roots = new Map(libraries().map(({ id, root }) => [id, root]));
    return rows.flatMap(({ path, displayPath, hash, levels, ...row }) => {
      const root = roots.get(row.libraryId);
      if (root === undefined) return [];
      const relative = pathNameOf(path, displayPath);
      return {
        ...row,
        relativePath: relative.display,
        file: absolutePath(root, relative).bytes,
        payloadHash: hash.toString('hex') as PayloadHash,
        levelsDb: levels === null ? new Float32Array() : floatsOf(levels),
      };
    });
  };

  return {
    labelledSounds: (libraryId: LibraryId, afterId: number, limit: number): TrainableSound[] =>
      soundsOf(labelled.all(libraryId, afterId, limit)),
    trainableSounds: (soundIds: readonly number[]): TrainableSound[] => soundsOf(listed.all(JSON.stringify(soundIds))),
    labelledCounts: (): LabelledCount[] => counts.all(),
  };
}

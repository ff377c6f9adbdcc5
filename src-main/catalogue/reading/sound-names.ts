import type { Database } from 'better-sqlite3';
import type { EmbeddedMetadata } from '../../../src-shared/contract/audio.ts';
import type { LibraryId } from '../../../src-shared/contract/identifiers.ts';
import type { FeatureKind, LibraryPaths, StoredNames, UnreadNames } from '../types.ts';
import { inNoRemovedLibrary } from './libraries.ts';

type UnreadRow = Omit<UnreadNames, 'fields'> & { readonly fields: string | null; readonly edited: string };

/** Looked through at once for what was not read: some milliseconds. */
const soundsALook = 5000;

/** What names say of sounds, and which are to be read. */
export function createNamesReader(db: Database) {
  const unreadOf = (sounds: string, condition: string) =>
    db.prepare<{ [name: string]: unknown }, UnreadRow>(
      `SELECT s.id AS soundId, s.revision, s.library_id AS libraryId, l.name AS libraryName,
         coalesce(s.display_path, CAST(s.path AS TEXT)) AS relativePath, m.fields,
         (SELECT json_group_object(e.field, e.value) FROM staged_edits e WHERE e.sound_id = s.id) AS edited
       FROM ${sounds} JOIN libraries l ON l.id = s.library_id LEFT JOIN metadata m ON m.sound_id = s.id
       WHERE ${condition} AND s.failure_code IS NULL AND s.payload_id IS NOT NULL AND s.${inNoRemovedLibrary}
         AND NOT EXISTS (SELECT 1 FROM idx.sound_names n WHERE n.sound_id = s.id AND n.version = @namesVersion)
       ORDER BY s.id LIMIT @limit`,
    );
  const behind = unreadOf('sounds s', 's.id > @afterId AND s.id <= @lastId');
  const listed = unreadOf('json_each(@ids) j CROSS JOIN sounds s ON s.id = j.value', 'TRUE');
  const lastSound = db.prepare<[], number | null>('SELECT max(id) FROM sounds').pluck();
  const stored = db
    .prepare<[string, number], readonly [soundId: number, data: Buffer]>(
      `SELECT n.sound_id, n.data FROM json_each(?) j CROSS JOIN idx.sound_names n
       ON n.sound_id = j.value WHERE n.version = ?`,
    )
    .raw();
  // Of the index by path alone.
  const paths = db
    .prepare<[number, Uint8Array, number], Buffer>(
      'SELECT path FROM sounds WHERE library_id = ? AND path > ? ORDER BY path LIMIT ?',
    )
    .pluck();

  return {
    storedNames: ({ namesVersion }: FeatureKind, soundIds: readonly number[]): StoredNames => {
      const rows = stored.all(JSON.stringify(soundIds), namesVersion);
      const ends = new Uint32Array(rows.length);
      let end = 0;
      for (const [place, [, data]] of rows.entries()) {
        end += data.length;
        ends[place] = end;
      }
      const names = new Uint8Array(end);
      for (const [place, [, data]] of rows.entries()) names.set(data, (ends[place] ?? 0) - data.length);
      return { soundIds: Uint32Array.from(rows, ([soundId]) => soundId), names, ends };
    },
    unreadNames: ({ namesVersion }: FeatureKind, afterId: number, limit: number) => {
      const lastId = afterId + soundsALook;
      const sounds = behind.all({ namesVersion, afterId, lastId, limit }).map(unreadNames);
      const next = sounds.length < limit ? lastId : (sounds.at(-1)?.soundId ?? lastId);
      return { sounds, next: next >= (lastSound.get() ?? 0) ? null : (next as number) };
    },
    unreadNamesOf: ({ namesVersion }: FeatureKind, soundIds: readonly number[]): UnreadNames[] =>
      listed.all({ namesVersion, ids: JSON.stringify(soundIds), limit: -1 }).map(unreadNames),
    pathsOfLibrary: (libraryId: LibraryId, after: Uint8Array | null, limit: number): LibraryPaths => {
      const rows = paths.all(libraryId, after ?? new Uint8Array(), limit);
      return {
        paths: rows.map((path) => path.toString('utf8')),
        next: rows.length < limit ? null : (rows.at(-1) ?? null),
      };
    },
  };
}

function unreadNames({ fields, edited, ...sound }: UnreadRow): UnreadNames {
  const inFile = JSON.parse(fields ?? '{}') as EmbeddedMetadata['fields'];
  return { ...sound, fields: { ...inFile, ...(JSON.parse(edited) as EmbeddedMetadata['fields']) } };
}

import type { Database } from 'better-sqlite3';
import type { AudioFormat, EmbeddedMetadata, MetadataFieldName } from '../../../src-shared/contract/audio.ts';
import type { CatId, LibraryId, PayloadHash, SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { LabelSource } from '../../../src-shared/contract/suggestions.ts';
import { suggestionsOf } from '../../../src-shared/suggestions/index.ts';
import { overlaid } from '../fact-values.ts';
import type { Label, Library, MoveCandidate, SoundRow, SoundStatus } from '../types.ts';
import { absolutePath, pathNameOf, relativeTo } from './paths.ts';

type Stored = {
  readonly id: SoundId;
  readonly libraryId: LibraryId;
  readonly path: Buffer;
  readonly displayPath: string | null;
  readonly missing: 0 | 1;
  readonly sizeBytes: number;
  readonly container: string | null;
  readonly codec: string | null;
  readonly sampleRateHz: number | null;
  readonly bitDepth: number | null;
  readonly channels: number | null;
  readonly durationSeconds: number | null;
  readonly hasLoudness: 0 | 1;
  readonly samplePeakDbfs: number | null;
  readonly integratedLufs: number | null;
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
  readonly failureNextStep: string | null;
  readonly payloadHash: Buffer | null;
  readonly frames: number | null;
  readonly suggestions: string | null;
  readonly fields: string | null;
  readonly warnings: string | null;
  readonly copyOf: SoundId | null;
  readonly favourite: 0 | 1 | null;
  readonly rating: number | null;
  readonly note: string | null;
  readonly playCount: number | null;
  readonly playedAt: number | null;
  /** JSON; `null` where nothing is staged. */
  readonly staged: string | null;
};

export type LabelRow = {
  readonly eventId: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly category: string;
  readonly catId: CatId | null;
  readonly source: LabelSource;
  readonly author: string;
  readonly device: string;
  readonly decidedAt: number;
};

/** Columns of a current label `c` with its event `e`. */
export const labelColumns = `c.event_id AS eventId, c.region_start_seconds AS startSeconds,
  c.region_end_seconds AS endSeconds, c.category, e.cat_id AS catId, e.source, e.author, e.device,
  e.created_at AS decidedAt`;

export const labelOf = (row: LabelRow): Label => {
  const { startSeconds, endSeconds, decidedAt, ...rest } = row;
  return {
    ...rest,
    region: startSeconds < 0 ? null : { startSeconds, endSeconds },
    decidedAt: new Date(decidedAt),
    locked: row.source === 'human',
  };
};

/** Sounds as rows for a table, and ways to find single ones. */
export function createRowReader(db: Database, libraries: () => readonly Library[]) {
  const one = db.prepare<[SoundId], Stored>(
    `SELECT s.id, s.library_id AS libraryId, s.path, s.display_path AS displayPath, s.missing, s.size_bytes AS sizeBytes,
       s.container, s.codec, s.sample_rate_hz AS sampleRateHz, s.bit_depth AS bitDepth, s.channels,
       s.duration_seconds AS durationSeconds, s.has_loudness AS hasLoudness, s.sample_peak_dbfs AS samplePeakDbfs,
       s.integrated_lufs AS integratedLufs, s.failure_code AS failureCode, s.failure_message AS failureMessage,
       s.failure_next_step AS failureNextStep, p.hash AS payloadHash, v.frame_count AS frames, l.items AS suggestions,
       m.fields, m.warnings,
       (SELECT o.id FROM sounds o WHERE o.payload_id = s.payload_id AND o.missing = 0 AND o.failure_code IS NULL
         ORDER BY o.id LIMIT 1) AS copyOf,
       k.favourite, k.rating, k.note, y.play_count AS playCount, y.last_played_at AS playedAt,
       (SELECT json_group_object(e.field, e.value) FROM staged_edits e WHERE e.sound_id = s.id HAVING count(*) > 0) AS staged
     FROM sounds s
       JOIN catalogue_state c
       LEFT JOIN payloads p ON p.id = s.payload_id
       LEFT JOIN metadata m ON m.sound_id = s.id
       LEFT JOIN marks k ON k.sound_id = s.id
       LEFT JOIN play_counts y ON y.sound_id = s.id
       LEFT JOIN idx.vector_sets v ON v.model_id = c.active_model_id AND v.payload_id = s.payload_id
       LEFT JOIN idx.suggestion_lists l ON l.model_id = c.active_model_id AND l.sound_id = s.id
     WHERE s.id = ?`,
  );
  const label = db.prepare<[SoundId], LabelRow>(
    `SELECT ${labelColumns} FROM current_labels c JOIN label_events e ON e.id = c.event_id
     WHERE c.sound_id = ? AND c.region_start_seconds = -1 AND c.region_end_seconds = -1 AND c.category IS NOT NULL`,
  );
  const idAt = db
    .prepare<[LibraryId, Uint8Array], SoundId>('SELECT id FROM sounds WHERE library_id = ? AND path = ?')
    .pluck();
  const byEdges = db.prepare<[Uint8Array, number], Stored>(
    `SELECT s.id, s.library_id AS libraryId, s.path, s.display_path AS displayPath, s.missing,
       s.failure_code AS failureCode, p.hash AS payloadHash
     FROM sounds s JOIN payloads p ON p.id = s.payload_id
     WHERE s.edges_hash = ? AND s.size_bytes = ? AND s.failure_code IS NULL ORDER BY s.missing DESC, s.id LIMIT 20`,
  );

  const rowsOf = (ids: Iterable<SoundId>): SoundRow[] => {
    const byId = new Map(libraries().map((library) => [library.id, library]));
    const found: SoundRow[] = [];
    for (const id of ids) {
      const stored = one.get(id);
      const library = stored && byId.get(stored.libraryId);
      if (stored !== undefined && library !== undefined) {
        const standing = label.get(id);
        found.push(rowOf(stored, library, standing === undefined ? null : labelOf(standing)));
      }
    }
    return found;
  };

  return {
    rowsOf,
    soundByPath: (absolute: string | Uint8Array): SoundRow | null => {
      const bytes = typeof absolute === 'string' ? Buffer.from(absolute, 'utf8') : absolute;
      const innermostFirst = [...libraries()].sort((a, b) => b.root.bytes.length - a.root.bytes.length);
      for (const library of innermostFirst) {
        const relative = relativeTo(library.root.bytes, bytes);
        const id = relative === null ? undefined : idAt.get(library.id, relative);
        if (id !== undefined) return rowsOf([id])[0] ?? null;
      }
      return null;
    },
    findMoveCandidates: (hints: { readonly sizeBytes: number; readonly edgesHash: string }): MoveCandidate[] =>
      byEdges.all(Buffer.from(hints.edgesHash, 'hex'), hints.sizeBytes).map((row) => ({
        soundId: row.id,
        libraryId: row.libraryId,
        path: pathNameOf(row.path, row.displayPath),
        status: statusOf(row),
        payloadHash: hashText(row.payloadHash) as PayloadHash,
      })),
  };
}

const statusOf = (row: Pick<Stored, 'missing' | 'failureCode'>): SoundStatus => {
  if (row.missing === 1) return 'missing';
  return row.failureCode === null ? 'indexed' : 'failed';
};

const hashText = (hash: Buffer | null): PayloadHash | null =>
  hash === null ? null : (hash.toString('hex') as PayloadHash);

function rowOf(stored: Stored, library: Library, label: Label | null): SoundRow {
  const relativePath = pathNameOf(stored.path, stored.displayPath);
  const { failureCode, failureMessage, failureNextStep } = stored;
  const inFile = stored.fields === null ? {} : (JSON.parse(stored.fields) as EmbeddedMetadata['fields']);
  const staged = JSON.parse(stored.staged ?? '{}') as EmbeddedMetadata['fields'];
  return {
    id: stored.id,
    libraryId: library.id,
    library: library.name,
    path: absolutePath(library.root, relativePath),
    relativePath,
    status: statusOf(stored),
    failure:
      failureCode === null ? null : { code: failureCode, message: failureMessage ?? '', nextStep: failureNextStep },
    sizeBytes: stored.sizeBytes,
    format: formatOf(stored),
    loudness:
      stored.hasLoudness === 0
        ? null
        : { samplePeakDbfs: stored.samplePeakDbfs, integratedLufs: stored.integratedLufs },
    payloadHash: hashText(stored.payloadHash),
    frames: stored.frames ?? 0,
    label,
    suggestions: stored.suggestions === null ? [] : suggestionsOf(stored.suggestions),
    fields: stored.staged === null ? inFile : overlaid(inFile, staged),
    stagedFields: Object.keys(staged) as MetadataFieldName[],
    favourite: stored.favourite === 1,
    rating: stored.rating ?? 0,
    note: stored.note,
    playCount: stored.playCount ?? 0,
    playedAt: stored.playedAt === null ? null : new Date(stored.playedAt),
    warnings: stored.warnings === null ? [] : (JSON.parse(stored.warnings) as string[]),
    copyOf: stored.copyOf === stored.id ? null : stored.copyOf,
  };
}

function formatOf(stored: Stored): AudioFormat | null {
  const { container, codec, sampleRateHz, bitDepth, channels, durationSeconds } = stored;
  if (container === null || codec === null || sampleRateHz === null || channels === null || durationSeconds === null) {
    return null;
  }
  return { container, codec, sampleRateHz, bitDepth, channels, durationSeconds };
}

import type { Database } from 'better-sqlite3';
import type { EmbeddedMetadata, MetadataEntry } from '../../../src-shared/contract/audio.ts';
import type { ModelVersionId, PayloadHash, SoundId } from '../../../src-shared/contract/identifiers.ts';
import {
  type CatalogueStatus,
  type Coverage,
  embeddingLength,
  type Label,
  type LabelEvent,
  type Library,
  type LibraryCounts,
  type ModelVersion,
  type StoredVectors,
} from '../types.ts';
import { frameBytes, restoreFrames } from '../vectors/quantized-frames.ts';
import { chunksPerSet } from '../vectors/stored-chunks.ts';
import { floatsOf } from '../vectors/stored-floats.ts';
import { inNoRemovedLibrary } from './libraries.ts';
import type { SoundCounts } from './library-counts.ts';
import { type LabelRow, labelColumns, labelOf } from './rows.ts';

type EventRow = Omit<LabelEvent, 'payloadHash' | 'region' | 'createdAt'> & {
  readonly payloadHash: Buffer | null;
  readonly startSeconds: number | null;
  readonly endSeconds: number | null;
  readonly createdAt: number;
};
type ModelRow = {
  readonly id: ModelVersionId;
  readonly name: string;
  readonly lineage: string;
  readonly mean: Buffer | null;
  readonly createdAt: number;
  readonly active: 0 | 1;
};
type SetRow = { readonly setId: number; readonly frames: number; readonly modelVersion: ModelVersionId };

/** What is known of one sound beyond its row, and of the catalogue as a whole. */
export function createDetailReader(db: Database, path: string, libraries: () => readonly Library[]) {
  const counts = db.prepare<[], LibraryCounts>(
    `SELECT count(*) AS sounds, coalesce(sum(missing), 0) AS missing,
       coalesce(sum(missing = 0 AND failure_code IS NOT NULL), 0) AS failed FROM sounds
     WHERE ${inNoRemovedLibrary}`,
  );
  const labelCount = db.prepare<[], number>('SELECT count(*) FROM current_labels WHERE category IS NOT NULL').pluck();
  const hiddenLabelCount = db
    .prepare<[], number>(
      `SELECT count(*) FROM libraries l CROSS JOIN sounds s ON s.library_id = l.id
         CROSS JOIN current_labels c ON c.sound_id = s.id
       WHERE l.removed_at IS NOT NULL AND c.category IS NOT NULL`,
    )
    .pluck();
  const coverage = db.prepare<[string], Coverage>(
    `SELECT count(*) AS sounds, count(v.id) AS covered, coalesce(sum(v.frame_count), 0) AS frames
     FROM sounds s LEFT JOIN idx.vector_sets v
       ON v.model_id = (SELECT id FROM model_versions WHERE version_id = ?) AND v.payload_id = s.payload_id
     WHERE s.missing = 0 AND s.failure_code IS NULL AND s.${inNoRemovedLibrary}`,
  );
  const activeModel = db
    .prepare<[], ModelVersionId>(
      'SELECT version_id FROM model_versions WHERE id = (SELECT active_model_id FROM catalogue_state)',
    )
    .pluck();
  const models = db.prepare<[], ModelRow>(
    `SELECT m.version_id AS id, m.name, m.lineage, m.embedding_mean AS mean, m.created_at AS createdAt,
       m.id IS c.active_model_id AS active
     FROM model_versions m JOIN catalogue_state c ORDER BY m.id`,
  );
  const labels = db.prepare<[SoundId], LabelRow>(
    `SELECT ${labelColumns} FROM current_labels c JOIN label_events e ON e.id = c.event_id
     WHERE c.sound_id = ? AND c.category IS NOT NULL ORDER BY c.region_start_seconds, c.region_end_seconds`,
  );
  const history = db.prepare<[SoundId], EventRow>(
    `SELECT id AS eventId, batch_id AS batchId, kind, sound_id AS soundId, payload_hash AS payloadHash,
       region_start_seconds AS startSeconds, region_end_seconds AS endSeconds, category, cat_id AS catId, source, author,
       device, created_at AS createdAt, undone_event_id AS undoneEventId
     FROM label_events WHERE sound_id = ? ORDER BY id`,
  );
  const peaks = db
    .prepare<[SoundId], Buffer>(
      'SELECT k.data FROM sounds s JOIN idx.peaks k ON k.payload_id = s.payload_id WHERE s.id = ?',
    )
    .pluck();
  const metadata = db.prepare<[SoundId], { fields: string; entries: string; warnings: string }>(
    'SELECT fields, entries, warnings FROM metadata WHERE sound_id = ?',
  );
  const vectorSet = db.prepare<[string | null, SoundId], SetRow>(
    `SELECT v.id AS setId, v.frame_count AS frames, m.version_id AS modelVersion
     FROM sounds s JOIN catalogue_state c
       JOIN model_versions m ON m.id = coalesce((SELECT id FROM model_versions WHERE version_id = ?), c.active_model_id)
       JOIN idx.vector_sets v ON v.model_id = m.id AND v.payload_id = s.payload_id
     WHERE s.id = ?`,
  );
  const chunks = db
    .prepare<[number, number], Buffer>('SELECT frames FROM idx.vector_chunks WHERE id >= ? AND id < ? ORDER BY id')
    .pluck();
  const levels = db.prepare<[number], Buffer>('SELECT levels_db FROM idx.frame_levels WHERE vector_set_id = ?').pluck();
  const setting = db.prepare<[string], string>('SELECT value FROM settings WHERE name = ?').pluck();
  const payload = db.prepare<[Uint8Array, string], 1>(
    `SELECT 1 FROM payloads p JOIN model_versions m JOIN idx.vector_sets v ON v.model_id = m.id AND v.payload_id = p.id
     WHERE p.hash = ? AND m.version_id = ?`,
  );

  const coverageOf = (id: ModelVersionId): Coverage => coverage.get(id) ?? { sounds: 0, covered: 0, frames: 0 };

  return {
    coverage: coverageOf,
    /** @param counted what a pass over a million rows need not count again */
    status: (counted: SoundCounts | null): CatalogueStatus => {
      const { sounds: total, failed, missing } = counted ?? counts.get() ?? { sounds: 0, failed: 0, missing: 0 };
      const active = activeModel.get() ?? null;
      return {
        path,
        sounds: { total, indexed: total - failed - missing, failed, missing },
        frames: active === null ? 0 : (counted ?? coverageOf(active)).frames,
        labels: (labelCount.get() ?? 0) - (hiddenLabelCount.get() ?? 0),
        libraries: libraries(),
        activeModelVersion: active,
      };
    },
    modelVersions: (): ModelVersion[] =>
      models.all().map(({ lineage, mean, createdAt, active, ...row }) => ({
        ...row,
        lineage: JSON.parse(lineage) as unknown,
        embeddingMean: mean === null ? null : floatsOf(mean),
        createdAt: new Date(createdAt),
        active: active === 1,
      })),
    hasVectors: (hash: PayloadHash, id: ModelVersionId): boolean =>
      payload.get(Buffer.from(hash, 'hex'), id) !== undefined,
    labels: (id: SoundId): Label[] => labels.all(id).map(labelOf),
    labelHistory: (id: SoundId): LabelEvent[] =>
      history.all(id).map(({ payloadHash, startSeconds, endSeconds, createdAt, ...row }) => ({
        ...row,
        payloadHash: payloadHash === null ? null : (payloadHash.toString('hex') as PayloadHash),
        region: startSeconds === null || endSeconds === null ? null : { startSeconds, endSeconds },
        createdAt: new Date(createdAt),
      })),
    peaks: (id: SoundId): Uint8Array | null => {
      const data = peaks.get(id);
      return data === undefined ? null : new Uint8Array(data);
    },
    metadata: (id: SoundId): EmbeddedMetadata | null => {
      const row = metadata.get(id);
      if (row === undefined) return null;
      return {
        fields: JSON.parse(row.fields) as EmbeddedMetadata['fields'],
        entries: JSON.parse(row.entries) as MetadataEntry[],
        warnings: JSON.parse(row.warnings) as string[],
      };
    },
    vectors: (id: SoundId, modelVersion: ModelVersionId | null): StoredVectors | null => {
      const set = vectorSet.get(modelVersion, id);
      if (set === undefined) return null;
      const embeddings = new Float32Array(set.frames * embeddingLength);
      let at = 0;
      for (const chunk of chunks.iterate(set.setId * chunksPerSet, (set.setId + 1) * chunksPerSet)) {
        restoreFrames(chunk, embeddings, at);
        at += chunk.length / frameBytes;
      }
      return { modelVersion: set.modelVersion, embeddings, levelsDb: floatsOf(levels.get(set.setId)) };
    },
    getSetting: (name: string): unknown => {
      const value = setting.get(name);
      return value === undefined ? null : (JSON.parse(value) as unknown);
    },
  };
}

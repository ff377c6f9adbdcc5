import type { Database } from 'better-sqlite3';
import type { CatId, ModelVersionId, PayloadHash, SoundId } from '../../../src-shared/contract/identifiers.ts';
import { suggestionsOf } from '../../../src-shared/suggestions/index.ts';
import { categories } from '../../../src-shared/ucs/index.ts';
import { joinBytes } from '../../joined-bytes.ts';
import type {
  FeatureKind,
  LackingFeatures,
  LearnableChanges,
  LearnableSounds,
  StoredSuggestions,
  TrainingLabel,
} from '../types.ts';
import { inNoRemovedLibrary } from './libraries.ts';

type SoundFeaturesRow = readonly [
  soundId: number,
  payloadId: number,
  libraryId: number,
  path: Buffer,
  features: Buffer | null,
  names: Buffer | null,
];
type ChangedRow = readonly [soundId: number, payloadId: number, libraryId: number, path: Buffer];
type LabelRow = Omit<TrainingLabel, 'region'> & { readonly startSeconds: number; readonly endSeconds: number };

const shown = 5;
const noCategory = 255;
const SLASH = 0x2f;
/** Looked through at once for what lacks features: some 10 ms. */
const payloadsALook = 5000;
const isLearnable = `s.failure_code IS NULL AND s.payload_id IS NOT NULL AND s.${inNoRemovedLibrary}`;

/** What suggestions learn from: sounds with their features, labels of people, suggestions as they are stored. */
export function createLearningReader(db: Database) {
  const featuresOf = (condition: string) =>
    db
      .prepare<{ [name: string]: unknown }, SoundFeaturesRow>(
        `SELECT s.id, s.payload_id, s.library_id, s.path, f.data, n.data
         FROM ${condition.includes('json_each') ? 'json_each(@ids) j CROSS JOIN sounds s ON s.id = j.value' : 'sounds s'}
           LEFT JOIN idx.sound_features f ON f.payload_id = s.payload_id AND f.version = @featuresVersion
             AND f.model_id = (SELECT id FROM model_versions WHERE version_id = @modelVersion)
           LEFT JOIN idx.sound_names n ON n.sound_id = s.id AND n.version = @namesVersion
         WHERE ${condition === 'json_each' ? 'TRUE' : condition} AND ${isLearnable}
         ORDER BY s.id LIMIT @limit`,
      )
      .raw();
  const behind = featuresOf('s.id > @afterId');
  const listed = featuresOf('json_each');
  const changed = db
    .prepare<[number], ChangedRow>(
      `SELECT s.id, CASE WHEN ${isLearnable} THEN s.payload_id ELSE 0 END, s.library_id, s.path
       FROM sounds s INDEXED BY sounds_by_revision WHERE s.revision > ?`,
    )
    .raw();
  const state = db.prepare<[], { revision: number; reload: number }>(
    'SELECT revision, reload_revision AS reload FROM catalogue_state',
  );
  const labelsFrom = (sounds: string) =>
    db.prepare<unknown[], LabelRow>(
      `SELECT s.id AS soundId, s.payload_id AS payloadId, c.region_start_seconds AS startSeconds,
         c.region_end_seconds AS endSeconds, c.category, e.cat_id AS catId
       FROM ${sounds} CROSS JOIN label_events e ON e.id = c.event_id
       WHERE e.source = 'human' AND c.category IS NOT NULL AND ${isLearnable}`,
    );
  const allLabels = labelsFrom('current_labels c CROSS JOIN sounds s ON s.id = c.sound_id');
  const labelsOf = labelsFrom(
    'json_each(?) j CROSS JOIN current_labels c ON c.sound_id = j.value CROSS JOIN sounds s ON s.id = c.sound_id',
  );
  const list = db
    .prepare<[ModelVersionId, number], string>(
      `SELECT l.items FROM idx.suggestion_lists l JOIN sounds s ON s.id = l.sound_id AND s.payload_id IS l.payload_id
       WHERE l.model_id = (SELECT id FROM model_versions WHERE version_id = ?) AND l.sound_id = ?`,
    )
    .pluck();
  const lacking = db.prepare<{ [name: string]: unknown }, { readonly payloadId: number; readonly sounds: string }>(
    `SELECT v.payload_id AS payloadId,
       (SELECT json_group_array(s.id) FROM sounds s WHERE s.payload_id = v.payload_id AND ${isLearnable}) AS sounds
     FROM model_versions m CROSS JOIN idx.vector_sets v ON v.model_id = m.id AND v.payload_id > @afterPayloadId
     WHERE m.version_id = @modelVersion AND sounds <> '[]'
       AND v.payload_id <= @lastPayloadId
       AND NOT EXISTS (SELECT 1 FROM idx.sound_features f WHERE f.model_id = m.id AND f.payload_id = v.payload_id
         AND f.version = @featuresVersion)
     ORDER BY v.payload_id LIMIT @limit`,
  );
  const ofPayload = db
    .prepare<[ModelVersionId, number, Buffer], Buffer>(
      `SELECT f.data FROM payloads p JOIN idx.sound_features f ON f.payload_id = p.id
       WHERE f.model_id = (SELECT id FROM model_versions WHERE version_id = ?) AND f.version = ? AND p.hash = ?`,
    )
    .pluck();
  const lastPayload = db.prepare<[], number | null>('SELECT max(id) FROM payloads').pluck();
  const scoring = db
    .prepare<[ModelVersionId], string | null>(
      `SELECT scoring FROM idx.suggestion_scorings
       WHERE model_id = (SELECT id FROM model_versions WHERE version_id = ?)`,
    )
    .pluck();

  return {
    scoring: (modelVersion: ModelVersionId): string | null => scoring.get(modelVersion) ?? null,
    learnableSounds: (kind: FeatureKind, afterId: number, limit: number): LearnableSounds =>
      packed(behind.all({ ...kind, afterId, limit })),
    learnableOf: (kind: FeatureKind, soundIds: readonly number[]): LearnableSounds =>
      packed(listed.all({ ...kind, ids: JSON.stringify(soundIds), limit: -1 })),
    learnableChanges: db.transaction((since: number): LearnableChanges => {
      const { revision, reload } = state.get() ?? { revision: 0, reload: 0 };
      const everything = reload > since;
      const rows = changed.all(everything ? -1 : since);
      return {
        soundIds: Uint32Array.from(rows, ([soundId]) => soundId),
        payloadIds: Uint32Array.from(rows, ([, payloadId]) => payloadId),
        folders: Float64Array.from(rows, ([, , libraryId, path]) => folderNumber(libraryId, path)),
        revision,
        everything,
      };
    }) as (since: number) => LearnableChanges,
    trainingLabels: (soundIds: readonly number[] | null): TrainingLabel[] =>
      (soundIds === null ? allLabels.all() : labelsOf.all(JSON.stringify(soundIds))).map(
        ({ startSeconds, endSeconds, ...label }) => ({
          ...label,
          catId: label.catId as CatId | null,
          region: startSeconds < 0 ? null : { startSeconds, endSeconds },
        }),
      ),
    featuresOfPayload: (modelVersion: ModelVersionId, version: number, payloadHash: PayloadHash): Uint8Array | null =>
      ofPayload.get(modelVersion, version, Buffer.from(payloadHash, 'hex')) ?? null,
    storedSuggestions: (modelVersion: ModelVersionId, soundIds: readonly number[]): StoredSuggestions => {
      const numbers = new Uint8Array(soundIds.length * shown).fill(noCategory);
      const probabilities = new Float32Array(soundIds.length * shown);
      for (const [place, soundId] of soundIds.entries()) {
        const items = suggestionsOf(list.get(modelVersion, soundId) ?? '[]');
        for (const [rank, { category, probability }] of items.slice(0, shown).entries()) {
          numbers[place * shown + rank] = categoryNumber(category);
          probabilities[place * shown + rank] = probability;
        }
      }
      return { categories: numbers, probabilities };
    },
    payloadsWithoutFeatures: (kind: FeatureKind, afterPayloadId: number, limit: number): LackingFeatures => {
      const lastPayloadId = afterPayloadId + payloadsALook;
      const rows = lacking.all({ ...kind, afterPayloadId, lastPayloadId, limit });
      const next = rows.length < limit ? lastPayloadId : (rows.at(-1)?.payloadId ?? lastPayloadId);
      return {
        payloads: rows.map(({ payloadId, sounds }) => ({ payloadId, soundIds: JSON.parse(sounds) as SoundId[] })),
        next: next >= (lastPayload.get() ?? 0) ? null : next,
      };
    },
  };
}

function categoryNumber(category: string): number {
  const number = categories.indexOf(category);
  return number < 0 ? noCategory : number;
}

function packed(rows: readonly SoundFeaturesRow[]): LearnableSounds {
  const features = joinBytes(rows.map(([, , , , data]) => data));
  const names = joinBytes(rows.map(([, , , , , data]) => data));
  return {
    soundIds: Uint32Array.from(rows, ([soundId]) => soundId),
    payloadIds: Uint32Array.from(rows, ([, payloadId]) => payloadId),
    folders: Float64Array.from(rows, ([, , libraryId, path]) => folderNumber(libraryId, path)),
    features: features.bytes,
    ends: features.ends,
    names: names.bytes,
    nameEnds: names.ends,
  };
}

/** Stands for the folder of a path within a library: 53 bits of two hashes (FNV-1a), so that no two meet. */
function folderNumber(libraryId: number, path: Buffer): number {
  const end = path.lastIndexOf(SLASH);
  let [low, high] = [0x811c9dc5 ^ libraryId, Math.imul(libraryId + 1, 0x9e3779b1)];
  for (let at = 0; at < end; at += 1) {
    const byte = path[at] ?? 0;
    low = Math.imul(low ^ byte, 0x01000193);
    high = Math.imul(high ^ byte, 0x85ebca6b);
  }
  return ((high ^ (high >>> 15)) & 0x1fffff) * 2 ** 32 + (low >>> 0);
}

import type { Database } from 'better-sqlite3';
import type { ModelVersionId, PayloadHash, SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { LackingVectors } from '../types.ts';
import { inNoRemovedLibrary } from './libraries.ts';

/** Looked through at once: some 10 ms. */
const payloadsALook = 5_000;

type Row = { readonly payloadId: number; readonly hash: Buffer; readonly hasBase: number; readonly sounds: string };

/** What a model version has not listened to yet. */
export function createVersionReader(db: Database) {
  const isThere = `s.failure_code IS NULL AND s.${inNoRemovedLibrary}`;
  const lacking = db.prepare<{ [name: string]: unknown }, Row>(
    `SELECT p.id AS payloadId, p.hash,
       EXISTS (SELECT 1 FROM idx.vector_sets b WHERE b.payload_id = p.id
         AND b.model_id = (SELECT id FROM model_versions WHERE version_id = @base)) AS hasBase,
       (SELECT json_group_array(json_array(s.id, s.missing)) FROM sounds s WHERE s.payload_id = p.id AND ${isThere}) AS sounds
     FROM payloads p
     WHERE p.id > @afterPayloadId AND p.id <= @lastPayloadId AND sounds <> '[]'
       AND NOT EXISTS (SELECT 1 FROM idx.vector_sets v WHERE v.payload_id = p.id
         AND v.model_id = (SELECT id FROM model_versions WHERE version_id = @modelVersion))
     ORDER BY p.id LIMIT @limit`,
  );
  const lastPayload = db.prepare<[], number | null>('SELECT max(id) FROM payloads').pluck();
  return {
    payloadsWithoutVectors: (
      modelVersion: ModelVersionId,
      base: ModelVersionId | null,
      afterPayloadId: number,
      limit: number,
    ): LackingVectors => {
      const last = lastPayload.get() ?? 0;
      const lastPayloadId = Math.min(last, afterPayloadId + payloadsALook);
      const rows = lacking.all({ modelVersion, base, afterPayloadId, lastPayloadId, limit });
      const isAll = rows.length < limit;
      const reached = isAll ? lastPayloadId : (rows.at(-1)?.payloadId ?? lastPayloadId);
      return {
        payloads: rows.map(({ payloadId, hash, hasBase, sounds }) => {
          const pairs = JSON.parse(sounds) as readonly (readonly [SoundId, number])[];
          return {
            payloadId,
            payloadHash: hash.toString('hex') as PayloadHash,
            hasBase: hasBase === 1,
            soundIds: pairs.map(([id]) => id),
            presentIds: pairs.filter(([, missing]) => missing === 0).map(([id]) => id),
          };
        }),
        next: reached >= last ? null : reached,
      };
    },
  };
}

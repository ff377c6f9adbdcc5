import type { Database } from 'better-sqlite3';
import type { CatId, ModelVersionId, PayloadHash, SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { Audit } from '../types.ts';
import { inNoRemovedLibrary } from './libraries.ts';

type Row = {
  readonly id: string;
  readonly hash: Buffer;
  readonly scope: string;
  readonly share: number;
  readonly modelVersion: string;
  readonly category: string;
  readonly catId: CatId | null;
  readonly probability: number;
  readonly author: string;
  readonly drawnAt: number;
  readonly soundIds: string;
  readonly decision: string | null;
};

/** Reads what was drawn at random, and what persons say of it by now. */
export function createAuditReader(db: Database) {
  // Of copies that were decided differently the latest word counts.
  const all = db.prepare<[], Row>(
    `SELECT a.id, a.payload_hash AS hash, a.scope, a.share, a.model_version AS modelVersion, a.category,
       a.cat_id AS catId, a.probability, a.author, a.drawn_at AS drawnAt,
       (SELECT json_group_array(s.id) FROM sounds s
         WHERE s.payload_id = p.id AND s.missing = 0 AND s.${inNoRemovedLibrary}) AS soundIds,
       (SELECT json_array(c.category, e.cat_id) FROM sounds s
          JOIN current_labels c ON c.sound_id = s.id AND c.region_start_seconds = -1 AND c.region_end_seconds = -1
          JOIN label_events e ON e.id = c.event_id
        WHERE s.payload_id = p.id AND e.source = 'human' AND c.category IS NOT NULL ORDER BY e.id DESC LIMIT 1) AS decision
     FROM review_audits a LEFT JOIN payloads p ON p.hash = a.payload_hash ORDER BY a.id`,
  );
  return {
    audits: (): Audit[] =>
      all.all().map(({ id, hash, scope, share, modelVersion, category, catId, probability, ...row }) => {
        const decision = row.decision === null ? null : (JSON.parse(row.decision) as [string, CatId | null]);
        return {
          id,
          payloadHash: hash.toString('hex') as PayloadHash,
          soundIds: JSON.parse(row.soundIds) as SoundId[],
          scope,
          share,
          modelVersion: modelVersion === '' ? null : (modelVersion as ModelVersionId),
          suggestion: category === '' ? null : { category, catId, probability },
          author: row.author,
          drawnAt: new Date(row.drawnAt),
          decision: decision && { category: decision[0], catId: decision[1] },
        };
      }),
  };
}

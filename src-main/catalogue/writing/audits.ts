import type { LabelOrigin, NewAudit } from '../types.ts';
import type { WriteSession } from './session.ts';

/** Keeps which sounds were drawn at random, and what was suggested for them then. */
export function createAuditCommands({ db }: Pick<WriteSession, 'db'>) {
  const add = db.prepare(
    `INSERT INTO review_audits
       (id, payload_hash, scope, share, model_version, category, cat_id, probability, author, device, drawn_at)
     SELECT @id, p.hash, @scope, @share,
       coalesce((SELECT m.version_id FROM catalogue_state c JOIN model_versions m ON m.id = c.active_model_id), ''),
       @category, @catId, @probability, @author, @device, @drawnAt
     FROM sounds s JOIN payloads p ON p.id = s.payload_id WHERE s.id = @soundId
     ON CONFLICT DO NOTHING`,
  );
  return {
    noteAudit: ({ suggestion, ...audit }: NewAudit, { author, device }: LabelOrigin, id: string): void => {
      const { category, catId, probability } = suggestion ?? { category: '', catId: null, probability: 0 };
      add.run({ ...audit, category, catId, probability, author, device, id, drawnAt: Date.now() });
    },
  };
}

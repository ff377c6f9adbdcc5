import type { ModelVersionId, PayloadHash, SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { Audit, Catalogue } from '../../catalogue/index.ts';

type Question = {
  /** Name of what is reviewed. */
  readonly scope: string;
  readonly modelVersion: ModelVersionId | null;
  /** Whether a sound lies in it now. */
  readonly isInside: (soundId: SoundId) => boolean;
};

/**
 * Audits that say something about what is reviewed, under one model: drawn from it, or drawn from the whole catalogue and
 * lying in it. Both are random draws from it. One that was passed over counts as long as its sound is there. A recording
 * speaks once, by what was suggested when it was drawn first: a later suggestion may have learned from what was said of it
 * in between.
 */
export function auditsThatSpeak(audits: readonly Audit[], { scope, modelVersion, isInside }: Question): Audit[] {
  const first = new Map<PayloadHash, Audit>();
  for (const audit of audits) {
    if (audit.modelVersion !== modelVersion || first.has(audit.payloadHash)) continue;
    const isOf = audit.scope === scope;
    if (!isOf && !(audit.scope === '' && audit.soundIds.some(isInside))) continue;
    if (audit.decision === null && !audit.soundIds.some(isInside)) continue;
    first.set(audit.payloadHash, audit);
  }
  return [...first.values()];
}

/** The model whose suggestions are shown. */
export async function activeModel(catalogue: Catalogue): Promise<ModelVersionId | null> {
  return (await catalogue.modelVersions()).find(({ active }) => active)?.id ?? null;
}

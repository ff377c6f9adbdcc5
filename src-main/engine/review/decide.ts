import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { EngineParts } from '../engine-parts.ts';
import { parseDecision } from '../label-decision.ts';
import { labelOrigin } from '../label-origin.ts';
import { runCommand } from '../run-command.ts';
import { auditShare } from './audit-draw.ts';
import type { ReviewSession } from './session.ts';

type Judged = { readonly commandId: string; readonly sounds: readonly SoundId[]; readonly audited: SoundId | null };
type Parts = Pick<EngineParts, 'catalogue' | 'commands'>;

/**
 * Labels sounds in a person's name; of an audited one the suggestion that stands now is kept first.
 * @throws SonothequeError `unknown-category`
 */
export async function decideReviewed(
  parts: Parts,
  session: ReviewSession,
  { decision, ...judged }: Judged & { readonly decision: string },
): Promise<number> {
  const parsed = parseDecision(decision);
  const { commandId, sounds } = judged;
  const soundIds = [...new Set(sounds)];
  await noteAudit(parts, session, judged);
  const detail = parsed.catId ?? parsed.category;
  const { changed } = await runCommand(
    parts,
    { commandId, action: 'label', detail, sounds: soundIds.length },
    (origin, { onProgress }) =>
      parts.catalogue.labelAll(
        soundIds,
        { region: null, decision: parsed, source: 'human' },
        origin,
        commandId,
        onProgress,
      ),
  );
  session.noteDecided(soundIds);
  return changed.length;
}

/** Passes sounds over; that an audited one was is kept. */
export async function skipReviewed(parts: Parts, session: ReviewSession, judged: Judged): Promise<void> {
  await noteAudit(parts, session, judged);
  await session.noteSkipped(judged.sounds);
}

async function noteAudit(
  { catalogue }: Parts,
  { scope }: ReviewSession,
  { commandId, audited }: Judged,
): Promise<void> {
  if (audited === null) return;
  const [row] = await catalogue.sounds([audited]);
  // Another window was faster: by now the suggestion may have learned from what it is to be judged by.
  if (row?.label?.source === 'human') return;
  const first = row?.suggestions[0];
  const suggestion = first ? { category: first.category, catId: first.catId, probability: first.probability } : null;
  await catalogue.noteAudit(
    { soundId: audited, scope: scope.name, share: auditShare, suggestion },
    await labelOrigin(catalogue),
    commandId,
  );
}

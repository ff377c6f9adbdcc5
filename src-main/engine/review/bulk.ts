import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { BulkConflict, BulkEstimate } from '../../../src-shared/contract/review.ts';
import { type Audit, type Catalogue, deciders } from '../../catalogue/index.ts';
import type { EngineParts } from '../engine-parts.ts';
import { toSoundRecord } from '../records.ts';
import { runCommand } from '../run-command.ts';
import { activeModel, auditsThatSpeak } from './audits.ts';
import { type AuditedSound, estimatePrecision } from './precision-audit.ts';
import type { ReviewSession } from './session.ts';

/** The latest audits count: suggestions get better with every label. */
const mostAudits = 1000;
const mostConflictsTold = 100;

type ConflictIds = { readonly kind: BulkConflict['kind']; readonly soundId: SoundId; readonly otherId: SoundId | null };

type Plan = {
  readonly estimate: Omit<BulkEstimate, 'conflicts'>;
  readonly soundIds: readonly SoundId[];
  readonly conflicts: readonly ConflictIds[];
};

/** What accepting first suggestions unheard would come to. */
export async function estimateBulk(
  { catalogue }: Pick<EngineParts, 'catalogue'>,
  session: ReviewSession,
  targetPrecision: number,
): Promise<BulkEstimate> {
  const { estimate, conflicts } = await planBulk(catalogue, session, targetPrecision);
  return { ...estimate, conflicts: await describe(catalogue, conflicts) };
}

/**
 * Accepts what the estimate says, as one command.
 * @throws SonothequeError `precision-unknown`
 */
export async function acceptBulk(
  parts: Pick<EngineParts, 'catalogue' | 'commands'>,
  session: ReviewSession,
  wanted: { readonly commandId: string; readonly targetPrecision: number; readonly minProbability: number },
): Promise<{ readonly accepted: number; readonly conflicts: readonly BulkConflict[] }> {
  const { catalogue } = parts;
  const { commandId, targetPrecision } = wanted;
  const { estimate, soundIds } = await planBulk(catalogue, session, targetPrecision);
  if (estimate.found === null) {
    throw new SonothequeError({
      code: 'precision-unknown',
      message: `The audited decisions don’t carry ${percent(targetPrecision)} by now.`,
      nextStep: 'Decide more sounds, or choose a lower precision.',
    });
  }
  const minProbability = Math.max(wanted.minProbability, estimate.found.minProbability);
  const detail = `bulk at ${percent(targetPrecision)}`;
  const { changed, locked } = await runCommand(
    parts,
    { commandId, action: 'accept', detail, sounds: soundIds.length },
    (origin, { onProgress }) =>
      catalogue.acceptInBulk(soundIds, minProbability, origin, { id: commandId, detail }, onProgress),
  );
  const meanwhile = locked.map((soundId) => ({ kind: 'decided-meanwhile', soundId, otherId: null }) as const);
  await session.refresh();
  return { accepted: changed.length, conflicts: await describe(catalogue, meanwhile) };
}

const percent = (share: number): string => `${Number((share * 100).toFixed(1))} %`;

async function planBulk(catalogue: Catalogue, session: ReviewSession, targetPrecision: number): Promise<Plan> {
  await session.refresh();
  const audit = (await auditsOf(catalogue, session)).map(judgement);
  const result = estimatePrecision(audit, targetPrecision);
  const counts = { targetPrecision, audited: audit.length };
  if (result.kind !== 'enough') {
    const [used, right, undecided] =
      result.kind === 'too-few'
        ? [audit.length, count(audit, 'right'), count(audit, 'none')]
        : [result.audited, result.right, result.undecided];
    const estimate = { ...counts, used, right, undecided, found: null, needed: result.needed, conflictCount: 0 };
    return { estimate, soundIds: [], conflicts: [] };
  }
  const { minProbability, expected, low, high } = result;
  const { soundIds, conflicts } = candidates(session, minProbability);
  const estimate = {
    ...counts,
    used: result.audited,
    right: result.right,
    undecided: result.undecided,
    found: { minProbability, sounds: soundIds.length, expected, low, high },
    needed: 0,
    conflictCount: conflicts.length,
  };
  return { estimate, soundIds, conflicts };
}

const count = (audit: readonly AuditedSound[], wanted: AuditedSound['verdict']): number =>
  audit.filter(({ verdict }) => verdict === wanted).length;

/** Sounds that were drawn at random and say something about this scope under the active model. */
async function auditsOf(catalogue: Catalogue, session: ReviewSession): Promise<readonly Audit[]> {
  const [audits, modelVersion] = await Promise.all([catalogue.audits(), activeModel(catalogue)]);
  return auditsThatSpeak(audits, {
    scope: session.scope.name,
    modelVersion,
    isInside: (id) => session.holds(id),
  }).slice(-mostAudits);
}

/** A CatID that was suggested must be the person's, too. */
function judgement({ suggestion, decision }: Audit): AuditedSound {
  const probability = suggestion?.probability ?? 0;
  if (decision === null) return { probability, verdict: 'none' };
  const isRight =
    suggestion !== null &&
    decision.category === suggestion.category &&
    (suggestion.catId === null || decision.catId === suggestion.catId);
  return { probability, verdict: isRight ? 'right' : 'wrong' };
}

/** Open sounds that are sure enough, and those of them that something speaks against. */
function candidates(
  { columns, arrangement, surveyed }: ReviewSession,
  minProbability: number,
): Pick<Plan, 'soundIds' | 'conflicts'> {
  const { ids, probability, suggested, labelled, decider } = columns;
  const sure = arrangement.open.filter((place) => (probability[place] as number) >= minProbability);
  if (surveyed === null) return { soundIds: Array.from(sure, (place) => ids[place] as SoundId), conflicts: [] };
  const groupOf = (place: number): number => surveyed.groupOf[place] as number;
  const decided = new Map<number, number[]>();
  for (let place = 0; place < ids.length; place++) {
    if (decider[place] !== deciders.person || labelled[place] === 0) continue;
    const group = groupOf(place);
    decided.set(group, [...(decided.get(group) ?? []), place]);
  }
  decided.delete(-1);
  const first = new Map<number, number>();
  const disputed = new Map<number, number>();
  for (const place of sure) {
    const group = groupOf(place);
    if (group < 0) continue;
    const before = first.get(group);
    if (before === undefined) first.set(group, place);
    else if (suggested[before] !== suggested[place]) disputed.set(group, place);
  }
  const soundIds: SoundId[] = [];
  const conflicts: ConflictIds[] = [];
  for (const place of sure) {
    const soundId = ids[place] as SoundId;
    const group = groupOf(place);
    const contrary = decided.get(group)?.find((other) => labelled[other] !== suggested[place]);
    const rival = disputed.get(group);
    if (contrary !== undefined) {
      conflicts.push({ kind: 'decided-otherwise', soundId, otherId: ids[contrary] as SoundId });
    } else if (rival !== undefined) {
      const other = suggested[rival] === suggested[place] ? (first.get(group) ?? rival) : rival;
      conflicts.push({ kind: 'suggestions-differ', soundId, otherId: ids[other] as SoundId });
    } else soundIds.push(soundId);
  }
  return { soundIds, conflicts };
}

async function describe(catalogue: Catalogue, conflicts: readonly ConflictIds[]): Promise<readonly BulkConflict[]> {
  const told = conflicts.slice(0, mostConflictsTold);
  const ids = [...new Set(told.flatMap(({ soundId, otherId }) => (otherId === null ? [soundId] : [soundId, otherId])))];
  const records = new Map((await catalogue.sounds(ids)).map((row) => [row.id, toSoundRecord(row)]));
  return told.flatMap(({ kind, soundId, otherId }) => {
    const sound = records.get(soundId);
    return sound ? [{ kind, sound, other: otherId === null ? null : (records.get(otherId) ?? null) }] : [];
  });
}

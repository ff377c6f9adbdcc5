import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { ReviewItem } from '../../../src-shared/contract/review.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';

/** What became of an item: decided by a command, or left for later. */
export type Outcome =
  | { readonly kind: 'decided'; readonly commandId: string; readonly decision: string }
  | { readonly kind: 'skipped' };

export type WalkStep = { readonly item: ReviewItem; readonly outcome: Outcome | null };

/** The items that were on show, in that order, and the one that is. */
export type Walk = {
  readonly steps: readonly WalkStep[];
  /** −1 before the first. */
  readonly at: number;
};

export const stepNow = ({ steps, at }: Walk): WalkStep | undefined => steps[at];

export const withStep = ({ steps }: Walk, item: ReviewItem): Walk => ({
  steps: [...steps, { item, outcome: null }],
  at: steps.length,
});

/** The next after this one that waits for a decision; −1: none of those that were on show. */
export const nextWaiting = ({ steps, at }: Walk): number =>
  steps.findIndex(({ outcome }, place) => place > at && outcome === null);

export const withOutcome = (walk: Walk, place: number, outcome: Outcome | null): Walk => ({
  ...walk,
  steps: walk.steps.map((step, other) => (other === place ? { ...step, outcome } : step)),
});

/** Where the item stands that a command decided; −1: it was none of these. */
export const placeOfCommand = ({ steps }: Walk, commandId: string): number =>
  steps.findIndex(({ outcome }) => outcome?.kind === 'decided' && outcome.commandId === commandId);

/**
 * Sounds that were on show and weren't left for later: the engine leaves them out, also those of whose decision it hasn't
 * heard yet.
 */
export const onHand = ({ steps }: Walk): SoundId[] =>
  steps
    .filter(({ outcome }) => outcome?.kind !== 'skipped')
    .flatMap(({ item }) => item.members.map(({ sound }) => sound.id))
    .slice(-1_000);

/** With newer records of some sounds; the same walk where nothing is new. */
export function withRecords(walk: Walk, records: readonly SoundRecord[]): Walk {
  const newer = new Map(records.map((record) => [record.id, record]));
  const isNew = ({ item }: WalkStep): boolean =>
    item.members.some(({ sound }) => {
      const record = newer.get(sound.id);
      return record !== undefined && JSON.stringify(record) !== JSON.stringify(sound);
    });
  if (!walk.steps.some(isNew)) return walk;
  const steps = walk.steps.map((step) =>
    isNew(step)
      ? {
          ...step,
          item: {
            ...step.item,
            members: step.item.members.map((member) => ({
              ...member,
              sound: newer.get(member.sound.id) ?? member.sound,
            })),
          },
        }
      : step,
  );
  return { ...walk, steps };
}

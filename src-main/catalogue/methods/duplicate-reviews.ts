import type { PayloadHash } from '../../../src-shared/contract/identifiers.ts';
import type { DuplicateDecision } from '../duplicate-types.ts';

/** What a person decided about two recordings. */
export type DuplicateReview = {
  readonly decision: DuplicateDecision;
  readonly author: string;
  /** ISO 8601. */
  readonly decidedAt: string;
};

/** Decisions of people about pairs of recordings: they outlive the index, and hold for every copy of either. */
export type DuplicateReviews = {
  /** What was decided about each pair. */
  readonly all: () => Promise<(a: PayloadHash, b: PayloadHash) => DuplicateDecision | null>;
  readonly decide: (
    pairs: readonly (readonly [PayloadHash, PayloadHash])[],
    decision: DuplicateDecision | null,
    author: string,
  ) => Promise<void>;
};

const settingName = 'duplicates.reviews';

/** Keeps the decisions as one setting of the catalogue. */
export function createDuplicateReviews(
  read: (name: string) => Promise<unknown>,
  write: (name: string, value: unknown) => Promise<void>,
): DuplicateReviews {
  const stored = async (): Promise<Map<string, DuplicateReview>> =>
    new Map(Object.entries(((await read(settingName)) ?? {}) as Record<string, DuplicateReview>));
  let last: Promise<void> = Promise.resolve();
  return {
    all: async () => {
      const reviews = await stored();
      return (a, b) => reviews.get(pairKey(a, b))?.decision ?? null;
    },
    decide: (pairs, decision, author) => {
      // One after the other: each reads what the one before wrote.
      const next = last.then(async () => {
        const reviews = await stored();
        const decidedAt = new Date().toISOString();
        for (const [a, b] of pairs) {
          if (decision === null) reviews.delete(pairKey(a, b));
          else reviews.set(pairKey(a, b), { decision, author, decidedAt });
        }
        await write(settingName, Object.fromEntries(reviews));
      });
      last = next.catch(() => undefined);
      return next;
    },
  };
}

const pairKey = (a: PayloadHash, b: PayloadHash): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

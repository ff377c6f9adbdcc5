/** A head is fitted anew after so many decisions more, as a share of those made: about thirty times in a review. */
const STEP = 0.1;

/** After how many decisions the head is fitted next, when it was fitted after these. */
export const fittedNext = (decisions: number): number => decisions + Math.max(1, Math.round(decisions * STEP));

/**
 * What somebody who is always right does with a group: decides what its first sound is, and takes out the members that are
 * something else.
 * @param truths of the members, the first stands for the group
 * @throws Error where nobody knows what the first is
 */
export function decisionAbout(truths: readonly (string | undefined)[]): {
  readonly decision: string;
  readonly members: readonly number[];
} {
  const [decision] = truths;
  if (decision === undefined) throw new Error('A sound that nobody knows is on show.');
  return { decision, members: [...truths.keys()].filter((at) => truths[at] === decision) };
}

import { NOTHING } from '../metrics/index.ts';
import type { Neighbours } from './nearest.ts';

/**
 * What the k nearest neighbours of each query say: the most frequent class, of equally frequent ones the smallest (as
 * scikit-learn's `KNeighborsClassifier` with uniform weights; Cover and Hart 1967, "Nearest neighbor pattern
 * classification").
 * @param classes one class a searched point, 0 or more; points of class `NOTHING` have no vote
 * @param k how many of the found neighbours vote; all unless given
 * @returns one class a query, `NOTHING` where nobody votes
 */
export function voteOfNeighbours(
  { k: found, places }: Neighbours,
  classes: ArrayLike<number>,
  k: number = found,
): Int32Array {
  const queries = places.length / found;
  return Int32Array.from({ length: queries }, (_, query) => {
    const voters = places.subarray(query * found, query * found + Math.min(k, found));
    return mostFrequent(Array.from(voters, (place) => (place < 0 ? NOTHING : (classes[place] ?? NOTHING))));
  });
}

/**
 * The majority of each sound's frames, the smallest class of equally frequent ones.
 * @param predicted one class a frame, or `NOTHING`
 * @param soundOfFrame the sound of each frame, 0…sounds − 1
 * @returns one class a sound, `NOTHING` where no frame has one
 */
export function majorityOfFrames(
  predicted: ArrayLike<number>,
  soundOfFrame: ArrayLike<number>,
  sounds: number,
): Int32Array {
  const votes = Array.from({ length: sounds }, () => [] as number[]);
  for (let frame = 0; frame < predicted.length; frame += 1) {
    votes[soundOfFrame[frame] ?? NOTHING]?.push(predicted[frame] ?? NOTHING);
  }
  return Int32Array.from(votes, mostFrequent);
}

function mostFrequent(votes: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const vote of votes) if (vote !== NOTHING) counts.set(vote, (counts.get(vote) ?? 0) + 1);
  let [winner, most] = [NOTHING, 0];
  for (const [vote, count] of counts) {
    if (count > most || (count === most && vote < winner)) [winner, most] = [vote, count];
  }
  return winner;
}

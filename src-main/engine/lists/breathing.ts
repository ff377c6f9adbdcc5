import { setImmediate } from 'node:timers/promises';

/** Half a frame of a screen: whoever else waits for the event loop notices nothing. */
const LONGEST_MILLISECONDS = 8;

/** Cuts long work on the event loop into slices: called between small pieces, it lets others in when it is time. */
export function createBreathing(longestMilliseconds = LONGEST_MILLISECONDS): () => Promise<void> | undefined {
  let began = performance.now();
  return () => {
    if (performance.now() - began < longestMilliseconds) return undefined;
    return setImmediate().then(() => {
      began = performance.now();
    });
  };
}

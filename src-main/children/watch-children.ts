const LONGEST_INTERVAL_MILLISECONDS = 1_000;
/** A timer this late says that this process itself stood still. */
const SLEPT_MILLISECONDS = 3_000;

/** How long a child may be silent, take to start, or have nothing to do. */
export type Patience = { readonly hangSeconds: number; readonly startSeconds: number; readonly idleSeconds: number };

/**
 * Looks after children at an interval that fits their patience.
 * @param onWake told instead when this process was stopped or asleep: its children's silence means nothing then
 * @returns a function that ends it
 */
export function watchChildren(
  { hangSeconds, startSeconds, idleSeconds }: Patience,
  look: (now: number) => void,
  onWake: () => void,
): () => void {
  const patience = Math.min(hangSeconds, startSeconds, idleSeconds) * 1_000;
  const interval = Math.max(20, Math.min(LONGEST_INTERVAL_MILLISECONDS, patience / 4));
  let before = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    if (now - before > interval + SLEPT_MILLISECONDS) onWake();
    else look(now);
    before = now;
  }, interval);
  timer.unref();
  return () => clearInterval(timer);
}

/** So near that the playhead stands on it: the next is meant then. */
const SAME_PLACE_SECONDS = 0.02;

/** The next marker after a moment, or the one before it; `undefined` where there is none. */
export function neighbourOf<Marker extends { readonly startSeconds: number }>(
  markers: readonly Marker[],
  seconds: number,
  direction: -1 | 1,
): Marker | undefined {
  return markers
    .filter(({ startSeconds }) => (startSeconds - seconds) * direction > SAME_PLACE_SECONDS)
    .reduce<Marker | undefined>(
      (nearest, marker) =>
        nearest === undefined || (nearest.startSeconds - marker.startSeconds) * direction > 0 ? marker : nearest,
      undefined,
    );
}

type Span = { readonly startSeconds: number; readonly endSeconds: number | null };

/** A marker moved by some seconds within a sound; a region keeps its length. */
export function movedBy({ startSeconds, endSeconds }: Span, bySeconds: number, durationSeconds: number): Span {
  const length = (endSeconds ?? startSeconds) - startSeconds;
  const start = Math.min(Math.max(0, durationSeconds - length), Math.max(0, startSeconds + bySeconds));
  return { startSeconds: start, endSeconds: endSeconds === null ? null : start + length };
}

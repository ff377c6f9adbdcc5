/** A decision, and when it was made, in milliseconds. */
export type Made = { readonly at: number; readonly sounds: number };

const MINUTE = 60_000;
export const RECENT_MINUTES = 5;

/**
 * Decisions a minute: of the last five minutes and of the whole session. `null` before a quarter of a minute is over,
 * which says nothing yet.
 */
export function paceOf(
  decisions: readonly Made[],
  beganAt: number | null,
  now: number,
): { readonly recent: number; readonly session: number } | null {
  if (beganAt === null || now - beganAt < MINUTE / 4) return null;
  const minutes = (now - beganAt) / MINUTE;
  const recentMinutes = Math.min(RECENT_MINUTES, minutes);
  const recent = decisions.filter(({ at }) => at > now - recentMinutes * MINUTE).length;
  return { recent: recent / recentMinutes, session: decisions.length / minutes };
}

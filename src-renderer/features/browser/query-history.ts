import { type SoundQuery, sameQuery } from './sound-query.ts';

/** Queries that were asked before, the newest last, and those that a way back left behind, the next first. */
export type QueryHistory = { readonly past: readonly SoundQuery[]; readonly future: readonly SoundQuery[] };

export const noHistory: QueryHistory = { past: [], future: [] };
const KEPT = 100;

/**
 * With a query that was just left.
 *
 * @param isTypingOn the next only goes on with the same word: one step for all of it
 */
export function afterLeaving(history: QueryHistory, left: SoundQuery, isTypingOn: boolean): QueryHistory {
  const newest = history.past.at(-1);
  if (isTypingOn || (newest !== undefined && sameQuery(newest, left))) return { ...history, future: [] };
  return { past: [...history.past.slice(1 - KEPT), left], future: [] };
}

/** One step through the history, and where it leads; `null` at its end. */
export function travel(
  { past, future }: QueryHistory,
  now: SoundQuery,
  way: 'back' | 'forward',
): { readonly history: QueryHistory; readonly query: SoundQuery } | null {
  const query = way === 'back' ? past.at(-1) : future[0];
  if (query === undefined) return null;
  return {
    query,
    history:
      way === 'back'
        ? { past: past.slice(0, -1), future: [now, ...future] }
        : { past: [...past, now], future: future.slice(1) },
  };
}

import type { Region } from '../types.ts';

/** What folding needs of an event. */
export type FoldEvent = {
  readonly id: string;
  readonly kind: 'set' | 'clear' | 'undo';
  readonly region: Region | null;
  readonly source: string;
  readonly category: string | null;
  readonly undoneEventId: string | null;
};

/**
 * The events that stand, one a region (`null`: the whole sound): the last that was not undone, where a machine's never
 * follows a person's. A person's `clear` stands as a decision too, so that no machine fills it again.
 *
 * @param events in the order they happened (UUIDv7)
 */
export function foldLabels<Event extends FoldEvent>(events: readonly Event[]): readonly Event[] {
  const undone = undoneOf(events);
  const standing = new Map<string, Event>();
  for (const event of events) {
    if (event.kind === 'undo' || undone.has(event.id)) continue;
    const key = event.region === null ? '' : `${event.region.startSeconds}–${event.region.endSeconds}`;
    if (standing.get(key)?.source === 'human' && event.source !== 'human') continue;
    if (event.kind === 'clear' && event.source !== 'human') standing.delete(key);
    else standing.set(key, event);
  }
  return [...standing.values()];
}

/** What was taken back and stays so: an undo that was itself taken back counts for nothing. */
function undoneOf(events: readonly FoldEvent[]): ReadonlySet<string> {
  const undone = new Set<string>();
  // Backwards: an undo comes after what it takes back.
  for (const { id, kind, undoneEventId } of events.toReversed()) {
    if (kind === 'undo' && undoneEventId !== null && !undone.has(id)) undone.add(undoneEventId);
  }
  return undone;
}

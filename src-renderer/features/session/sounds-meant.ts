import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import type { AppState } from '../../app/index.ts';

/** Most sounds that are sent at once. */
export const MOST_SOUNDS = 1_000;

export type Part = { readonly startSeconds: number; readonly endSeconds: number };

/** What a person means to take out: the selected sounds, or the marked part of the one that is chosen. */
export type SoundsMeant = {
  readonly count: number;
  /** The chosen one. */
  readonly first: SoundRecord | null;
  /** Only of one sound. */
  readonly region: Part | null;
};

export function soundsMeant({ browser, player }: Pick<AppState, 'browser' | 'player'>): SoundsMeant {
  const first = browser.selection?.sound ?? null;
  const rows = browser.selected.reduce((sum, { first: from, end }) => sum + end - from, 0);
  const count = Math.max(rows, first === null ? 0 : 1);
  const region = count === 1 && player.sound !== null && player.sound.id === first?.id ? player.region : null;
  return { count, first, region };
}

/** Ids of the selected sounds in their order, as many as can be sent at once. */
export async function idsMeant(
  { first, count }: SoundsMeant,
  selected: () => AsyncIterable<readonly SoundRecord[]>,
): Promise<readonly SoundId[]> {
  if (count <= 1) return first === null ? [] : [first.id];
  const ids: SoundId[] = [];
  for await (const sounds of selected()) {
    ids.push(...sounds.map(({ id }) => id));
    if (ids.length >= MOST_SOUNDS) break;
  }
  return ids.slice(0, MOST_SOUNDS);
}

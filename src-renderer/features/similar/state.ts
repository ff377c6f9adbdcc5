import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { SimilarMatch, SoundRecord } from '../../../src-shared/contract/sounds.ts';

export type SimilarMode = 'moment' | 'whole';

/** What similar sounds are looked for to: a sound of the catalogue, or a file that was dropped on the window. */
export type SimilarQuestion = {
  readonly to: { readonly id: SoundId } | { readonly path: string } | { readonly offer: string };
  readonly name: string;
  /** `null` for a file that is not in the catalogue. */
  readonly sound: SoundRecord | null;
  /** Part of it; `null`: all. */
  readonly region: { readonly startSeconds: number; readonly endSeconds: number } | null;
};

export type SimilarState = {
  /** While it is here the table shows what is similar; `null`: what the search finds. */
  readonly question: SimilarQuestion | null;
  readonly mode: SimilarMode;
  /** Only among what the search finds. */
  readonly isWithinSearch: boolean;
  readonly matches: ReadonlyMap<SoundId, SimilarMatch>;
  readonly isLooking: boolean;
};

export const initialSimilarState: SimilarState = {
  question: null,
  mode: 'moment',
  isWithinSearch: false,
  matches: new Map(),
  isLooking: false,
};

import type { SoundFilter, SoundRecord, SoundResultSet } from '../../../src-shared/contract/sounds.ts';
import { type ActionContext, failureOf } from '../../app/index.ts';
import { nameOfPath } from '../../components/index.ts';
import { MOST_BYTES, offerFile } from './offer-file.ts';
import type { SimilarMode, SimilarQuestion } from './state.ts';

/** Takes a moment to read. */
const SLOW_BYTES = 16 * 2 ** 20;

/** More than anybody listens through. */
const MOST_FOUND = 500;

type Table = {
  /** Searches again, with the way back to what is chosen now. */
  readonly enterSimilar: () => void;
  readonly askAgain: () => void;
  readonly leaveSimilar: () => void;
};

type Player = { readonly playFrom: (seconds: number) => void };

/**
 * The sounds that are like a question as a result set, and how each is like it. A newer call ends the one before.
 */
export function createSimilarSearch({ engine, state, change }: ActionContext) {
  let looking = new AbortController();
  return {
    cancel: (): void => looking.abort(),
    /** @param filter of the search, which counts where one looks within it only */
    find: async (question: SimilarQuestion, filter: SoundFilter, unasked: boolean): Promise<SoundResultSet> => {
      looking.abort();
      looking = new AbortController();
      const { signal } = looking;
      const { mode, isWithinSearch } = state().similar;
      change('similar', { isLooking: true });
      try {
        const { matches, ...found } = await engine.listening.similarSet(
          {
            to: question.to,
            mode,
            limit: MOST_FOUND,
            ...(question.region ?? {}),
            ...(isWithinSearch ? { among: { filter } } : {}),
          },
          { signal, context: { unasked } },
        );
        if (state().similar.question === question)
          change('similar', { matches: new Map(matches.map(({ soundId, ...match }) => [soundId, match])) });
        return found;
      } finally {
        if (looking.signal === signal) change('similar', { isLooking: false });
      }
    },
  };
}

export type SimilarSearch = ReturnType<typeof createSimilarSearch>;

/** Finding sounds that are like another. */
export function createSimilarActions(
  { engine, state, change, tell, announce }: ActionContext,
  table: Table,
  player: Player,
) {
  let offering = new AbortController();

  function ask(question: SimilarQuestion): void {
    const { mode } = state().similar;
    change('similar', { question, mode: question.region === null ? mode : 'moment', matches: new Map() });
    table.enterSimilar();
    announce(`Similar to ${question.name}.`);
  }

  const chosen = (): SoundRecord | null => state().browser.selection?.sound ?? null;
  const toSound = (sound: SoundRecord, region: SimilarQuestion['region']): SimilarQuestion => ({
    to: { id: sound.id },
    name: nameOfPath(sound.path),
    sound,
    region,
  });

  return {
    likeSound: (): void => {
      const sound = chosen();
      if (sound !== null) ask(toSound(sound, null));
    },
    likeRegion: (): void => {
      const { sound, region } = state().player;
      if (sound !== null && region !== null)
        ask(toSound(sound, { startSeconds: region.startSeconds, endSeconds: region.endSeconds }));
    },
    /** @param path absolute, of any file */
    likeFile: (path: string): void => ask({ to: { path }, name: nameOfPath(path), sound: null, region: null }),
    /** A file of whose place nothing is known: its bytes go to the engine, which keeps them in no catalogue. */
    likeDropped: async (file: File): Promise<void> => {
      offering.abort();
      offering = new AbortController();
      const { signal } = offering;
      if (file.size === 0 || file.size > MOST_BYTES) {
        tell({
          code: 'offer-size',
          message: file.size === 0 ? `${file.name} is empty.` : `${file.name} is larger than 256 MB.`,
          nextStep:
            file.size === 0 ? 'Drop another sound.' : 'Drop a part of it, or add its folder and press Y on the sound.',
        });
        return;
      }
      if (file.size > SLOW_BYTES) tell({ text: `Reading ${file.name}.`, nextStep: null, isFailure: false });
      try {
        const offer = await offerFile(engine, file, signal);
        if (!signal.aborted) ask({ to: { offer }, name: file.name, sound: null, region: null });
      } catch (thrown) {
        if (!signal.aborted) tell(failureOf(thrown));
      }
    },
    setMode: (mode: SimilarMode): void => {
      if (state().similar.mode === mode) return;
      change('similar', { mode });
      table.askAgain();
    },
    setWithinSearch: (isWithinSearch: boolean): void => {
      change('similar', { isWithinSearch });
      table.askAgain();
    },
    leave: (): void => table.leaveSimilar(),
    /** From the moment in the chosen sound that is most like the question. */
    playMatch: (): void => {
      const sound = chosen();
      const match = sound === null ? undefined : state().similar.matches.get(sound.id);
      if (match !== undefined) player.playFrom(match.startSeconds);
      else if (sound !== null) tell({ text: 'This sound has no matching moment.', nextStep: null, isFailure: false });
    },
  };
}

import type { SoundsInput } from '../../../src-shared/contract/inputs.ts';
import { type ActionContext, failureOf } from '../../app/index.ts';
import { countOf } from '../../components/index.ts';
import { type MeantSounds, meantSounds } from '../browser/meant-sounds.ts';

export type Neighbours = {
  /** What is on show anew. */
  readonly refreshRows: () => Promise<void>;
  readonly forgetOffers: () => void;
};

type Deed = {
  readonly run: (call: { readonly commandId: string; readonly sounds: SoundsInput }) => Promise<unknown>;
  /** `Labelled 12 sounds DOORWood`; `sounds` is `12 sounds`. */
  readonly words: (sounds: string) => string;
  /** The chosen and selected sounds by default. */
  readonly meant?: MeantSounds | null | undefined;
};

/**
 * Does one command about the sounds that are meant, sends it under an id of its own so that twice counts once, shows
 * them as they are then, and says so: to the eyes where several changed, with a way back.
 *
 * @returns whether it was done
 */
export function createPerform(
  { state, tell, announce }: ActionContext,
  { refreshRows, forgetOffers }: Neighbours,
): (deed: Deed) => Promise<boolean> {
  return async ({ run, words, meant = meantSounds(state().browser) }) => {
    if (meant === null) return false;
    const { count, sounds } = meant;
    try {
      await run({ commandId: crypto.randomUUID(), sounds });
      forgetOffers();
      const text = `${words(countOf(count, 'sound'))}.`;
      if (count === 1) announce(text);
      else tell({ text, nextStep: null, isFailure: false, command: 'label.undo' });
      await refreshRows();
      return true;
    } catch (thrown) {
      tell(failureOf(thrown));
      return false;
    }
  };
}

export type Perform = ReturnType<typeof createPerform>;

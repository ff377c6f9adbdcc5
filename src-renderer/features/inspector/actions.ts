import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { type ActionContext, failureOf } from '../../app/index.ts';
import { countOf } from '../../components/index.ts';

type Neighbours = { readonly soundsChanged: (sounds: readonly SoundRecord[]) => void };

/** Deciding what a sound is. Each decision carries an id of its own, so that it may be sent twice and counts once. */
export function createInspectorActions(
  { engine, host, state, change, tell, announce }: ActionContext,
  { soundsChanged }: Neighbours,
) {
  async function decide(decision: string | null): Promise<void> {
    const sound = state().browser.selection?.sound;
    if (!sound) return;
    try {
      const ids = [sound.id];
      soundsChanged(await engine.labels.set({ commandId: crypto.randomUUID(), sounds: { ids }, decision }));
      announce(decision === null ? 'Label cleared.' : `Labelled ${decision}.`);
    } catch (thrown) {
      tell(failureOf(thrown));
    }
  }

  return {
    decide,
    clear: (): Promise<void> => decide(null),
    /** @param place from 0 */
    accept: async (place: number): Promise<void> => {
      const suggestion = state().browser.selection?.sound?.suggestions[place];
      if (suggestion) await decide(suggestion.catId ?? suggestion.category);
    },
    undo: async (): Promise<void> => {
      try {
        const { undone } = await engine.labels.undo({ commandId: crypto.randomUUID() });
        tell({
          text: undone === 0 ? 'Nothing to undo.' : `Taken back: the last decision, on ${countOf(undone, 'sound')}.`,
          nextStep: null,
          isFailure: false,
        });
        const sound = state().browser.selection?.sound;
        if (sound) soundsChanged([await engine.sounds.get({ id: sound.id })]);
      } catch (thrown) {
        tell(failureOf(thrown));
      }
    },
    reveal: async (): Promise<void> => {
      const sound = state().browser.selection?.sound;
      try {
        if (sound) await host?.revealSound(sound.id);
      } catch (thrown) {
        tell(failureOf(thrown));
      }
    },
    chooseCategory: (): void => {
      if (state().browser.selection?.sound) change('shell', { dialogue: { kind: 'category' } });
    },
  };
}

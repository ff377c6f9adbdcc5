import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { type ActionContext, failureOf } from '../../app/index.ts';
import { countOf, countWords } from '../../components/index.ts';
import { countRows } from '../browser/row-ranges.ts';

/** What the engine takes in one command, which one undo takes back. */
const MOST_AT_ONCE = 1_000;

type Neighbours = {
  readonly soundsChanged: (sounds: readonly SoundRecord[]) => void;
  readonly selectedSounds: () => AsyncIterable<readonly SoundRecord[]>;
};

/** Deciding what a sound is. Each decision carries an id of its own, so that it may be sent twice and counts once. */
export function createInspectorActions(
  { engine, host, state, change, tell, announce }: ActionContext,
  { soundsChanged, selectedSounds }: Neighbours,
) {
  /** The chosen sound; where several rows are selected, all of them. `null` where they are too many for one decision. */
  async function soundsMeant(): Promise<readonly SoundId[] | null> {
    const { selection, selected } = state().browser;
    const count = countRows(selected);
    if (count <= 1) return selection?.sound ? [selection.sound.id] : [];
    if (count > MOST_AT_ONCE) {
      tell({
        text: `${countOf(count, 'sound')} are too many for one decision.`,
        nextStep: `Select at most ${countWords(MOST_AT_ONCE)}.`,
        isFailure: true,
      });
      return null;
    }
    const ids: SoundId[] = [];
    for await (const sounds of selectedSounds()) ids.push(...sounds.map(({ id }) => id));
    return ids;
  }

  async function decide(decision: string | null): Promise<void> {
    try {
      const ids = await soundsMeant();
      if (ids === null || ids.length === 0) return;
      soundsChanged(await engine.labels.set({ commandId: crypto.randomUUID(), sounds: { ids: [...ids] }, decision }));
      const words = decision === null ? 'Label cleared' : `Labelled ${decision}`;
      if (ids.length === 1) announce(`${words}.`);
      else tell({ text: `${words} on ${countOf(ids.length, 'sound')}.`, nextStep: null, isFailure: false });
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

import type { CollectionRecord } from '../../../src-shared/contract/collections.ts';
import type { EditRecord } from '../../../src-shared/contract/edits.ts';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { LabelRecord, RegionRecord } from '../../../src-shared/contract/labels.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import type { EvidenceSound, NeighbourBelief } from '../../../src-shared/contract/suggestions.ts';
import { type ActionContext, failureOf } from '../../app/index.ts';
import { countOf } from '../../components/index.ts';
import { type MeantSounds, meantSounds } from '../browser/meant-sounds.ts';
import { withChosen } from './chosen-categories.ts';
import type { Perform } from './perform.ts';

/** What is known of one sound beside its record. */
export type SoundDetails = {
  readonly id: SoundId;
  /** Labels of regions, by time. */
  readonly regions: readonly (LabelRecord & { readonly region: RegionRecord })[];
  readonly edits: readonly EditRecord[];
  readonly collections: readonly CollectionRecord[];
  /** What the labelled sounds nearest to it say. */
  readonly neighbours: readonly NeighbourBelief[];
};

type Player = {
  readonly audition: (sound: SoundRecord) => void;
  readonly playFrom: (seconds: number) => void;
};

/** Deciding what sounds are and what one thinks of them. */
export function createInspectorActions(
  { engine, host, state, change, tell, prefer }: ActionContext,
  perform: Perform,
  player: Player,
) {
  /** @param region only that part of the chosen sound */
  const decide = (decision: string | null, region?: RegionRecord): Promise<boolean> =>
    perform({
      run: (call) => engine.labels.set({ ...call, decision, ...(region === undefined ? {} : { region }) }),
      words: (sounds) => {
        const what = region === undefined ? sounds : 'the region';
        return decision === null ? `Cleared the label of ${what}` : `Labelled ${what} ${decision}`;
      },
    });

  /** The first suggestion of each selected sound that nobody has decided. */
  async function acceptEach(): Promise<void> {
    let outcome = { accepted: 0, matched: 0 };
    await perform({
      run: async ({ commandId, sounds }) => {
        outcome = await engine.labels.accept({ commandId, sounds, minProbability: 0 });
      },
      words: () => {
        const { accepted, matched } = outcome;
        const rest =
          accepted === matched ? '' : `; ${countOf(matched - accepted, 'other')} had a label or no suggestion`;
        return `Accepted the suggestion for ${countOf(accepted, 'sound')}${rest}`;
      },
    });
  }

  return {
    decide: async (decision: string, region?: RegionRecord): Promise<void> => {
      const done = await decide(decision, region);
      const { settings } = state().settings;
      if (done && settings) void prefer({ chosenCategories: withChosen(settings.chosenCategories, decision) });
    },
    clear: async (): Promise<void> => void (await decide(null)),
    clearRegion: async (region: RegionRecord): Promise<void> => void (await decide(null, region)),
    /** @param place from 0; of several sounds each has its own first */
    accept: async (place: number): Promise<void> => {
      const { browser } = state();
      if ((meantSounds(browser)?.count ?? 0) > 1) {
        if (place === 0) await acceptEach();
        return;
      }
      const suggestion = browser.selection?.sound?.suggestions[place];
      if (suggestion) await decide(suggestion.catId ?? suggestion.category);
    },
    /** @param rating 0 (none) to 5 */
    setRating: (rating: number): Promise<boolean> =>
      perform({
        run: (call) => engine.marks.set({ ...call, rating }),
        words: (sounds) => (rating === 0 ? `Took the rating off ${sounds}` : `Rated ${sounds} ${rating}`),
      }),
    /** @param meant the sounds that it was written for: it is saved when they are left */
    setNote: (note: string, meant?: MeantSounds): Promise<boolean> =>
      perform({
        run: (call) => engine.marks.set({ ...call, note }),
        words: (sounds) => (note === '' ? `Removed the note of ${sounds}` : `Noted on ${sounds}`),
        meant,
      }),
    /** All that are selected become what the chosen one is not. */
    toggleFavourite: (): void => {
      const favourite = !state().browser.selection?.sound?.favourite;
      void perform({
        run: (call) => engine.marks.set({ ...call, favourite }),
        words: (sounds) => (favourite ? `Made ${sounds} a favourite` : `Made ${sounds} no favourite`),
      });
    },
    /** What the record of a sound doesn't say. Throws where the engine can't be asked. */
    detailsOf: async ({ id, stagedFields }: SoundRecord): Promise<SoundDetails> => {
      const asking = { context: { unasked: true } };
      const [labels, edits, memberships, neighbours] = await Promise.all([
        engine.labels.list({ id }, asking),
        stagedFields.length === 0 ? [] : engine.edits.of({ id }, asking),
        engine.collections.of({ id }, asking),
        engine.sounds.neighbours({ id }, asking),
      ]);
      const all = memberships.length === 0 ? [] : await engine.collections.list(undefined, asking);
      return {
        id,
        regions: labels.flatMap(({ region, ...label }) => (region === null ? [] : [{ ...label, region }])),
        edits,
        collections: all.filter((collection) => memberships.includes(collection.id)),
        neighbours,
      };
    },
    /** Plays a sound that a suggestion rests on, from where it is like; the chosen one stays chosen. */
    hear: async ({ id, startSeconds }: EvidenceSound): Promise<void> => {
      try {
        const isNew = state().player.sound?.id !== id;
        player.audition(await engine.sounds.get({ id }));
        if (isNew && startSeconds > 0) player.playFrom(startSeconds);
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

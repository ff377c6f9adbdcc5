import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { ReviewItem } from '../../../src-shared/contract/review.ts';
import type { SimilarRecord } from '../../../src-shared/contract/sounds.ts';
import type { NeighbourBelief } from '../../../src-shared/contract/suggestions.ts';
import type { ActionContext } from '../../app/index.ts';
import type { WalkStep } from './walk.ts';

/** Sounds beside a group that help to decide about it. */
export type NearSounds = {
  /** The sound that they are near to. */
  readonly of: SoundId;
  /** What sounds most like it and is not decided with it; nearest first. `null` until they are found. */
  readonly sounds: readonly SimilarRecord[] | null;
  /** What the labelled sounds nearest to it say. */
  readonly beliefs: readonly NeighbourBelief[];
};

/** As many as are listened to before one decides. */
const SHOWN = 12;
/** Who decides at first sight doesn't stay for them. */
const PAUSE_MILLISECONDS = 120;

/** The nearest of what was found, without what is decided at once with the sound, or is the same recording. */
export function nearestBeside(found: readonly SimilarRecord[], { members }: ReviewItem): readonly SimilarRecord[] {
  const together = new Set<SoundId>(members.map(({ sound }) => sound.id));
  return found.filter(({ sound, relation }) => relation === 'other' && !together.has(sound.id)).slice(0, SHOWN);
}

/** Looks for what is near to the sound on show, once one stays with it; a newer look ends the one before. */
export function createNearSounds({ engine, state, change }: ActionContext) {
  let looking = new AbortController();
  /** The step that is looked at, whether its sounds are being asked for, and whether something changed meanwhile. */
  let now: WalkStep | null = null;
  let isAsking = false;
  let askAgain = false;

  async function find(step: WalkStep, of: SoundId, signal: AbortSignal): Promise<void> {
    const asking = { signal, context: { unasked: true } };
    if (state().review.near?.of !== of) change('review', { near: { of, sounds: null, beliefs: [] } });
    isAsking = true;
    do {
      askAgain = false;
      const [found, beliefs] = await Promise.all([
        // Sounds that were never listened to have none; the sound is decided without them.
        engine.listening
          .similar({ to: { id: of }, mode: 'whole', limit: SHOWN + step.item.members.length + 8 }, asking)
          .catch(() => []),
        engine.sounds.neighbours({ id: of }, asking).catch(() => []),
      ]);
      if (signal.aborted) return;
      change('review', { near: { of, sounds: nearestBeside(found, step.item), beliefs } });
    } while (askAgain);
    isAsking = false;
  }

  function look(step: WalkStep): void {
    looking.abort();
    looking = new AbortController();
    now = step;
    isAsking = false;
    askAgain = false;
    const { signal } = looking;
    const of = step.item.members[0]?.sound.id;
    if (of === undefined) return;
    const timer = setTimeout(() => void find(step, of, signal), PAUSE_MILLISECONDS);
    signal.addEventListener('abort', () => clearTimeout(timer));
  }

  return {
    look,
    /** Labels changed: what is on show is told as it is by now. */
    renew: (): void => {
      if (isAsking) askAgain = true;
      else if (now !== null && !looking.signal.aborted) look(now);
    },
    stop: (): void => looking.abort(),
  };
}

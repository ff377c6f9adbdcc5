import type { ReviewItem, ReviewState } from '../../../src-shared/contract/review.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { type ActionContext, failureOf } from '../../app/index.ts';
import { countOf, nameOfPath } from '../../components/index.ts';
import { createNearSounds } from './near.ts';
import { nextWaiting, onHand, stepNow, withRecords, withStep } from './walk.ts';

/** Items that are fetched ahead, so that the next is there before it is asked for. */
const AHEAD = 3;
const PAUSE_MILLISECONDS = 1_000;
/** Members of a group whose suggestions are renewed while it is on show: as many as are in sight. */
const MOST_RENEWED = 16;

export type ReviewPlayer = {
  readonly show: (sound: SoundRecord, beside?: readonly SoundRecord[], silently?: boolean) => void;
  readonly audition: (sound: SoundRecord) => void;
  readonly playFromStart: () => void;
};

/** What comes next, fetched ahead and kept as new as the catalogue; what is on show stays. */
export function createReviewQueue(context: ActionContext, player: ReviewPlayer) {
  const { engine, state, change, announce } = context;
  const near = createNearSounds(context);
  let open = new AbortController();
  let ahead: readonly ReviewItem[] = [];
  /** Of the fetch under way, and whether another is wanted after it. */
  let filling: Promise<void> | null = null;
  let fillAgain = false;
  /** The place of the walk that `ahead` is for; −1: none. */
  let filledFor = -1;
  /** While the next item is awaited. */
  let goingOn: Promise<void> | null = null;
  let version = -1;
  let seed = 1;

  const part = () => state().review;
  const sessionId = (): number | null => part().engine?.sessionId ?? null;
  const soundNow = (): SoundRecord | undefined => stepNow(part().walk)?.item.members[0]?.sound;

  /** Shows an item of the walk and plays it. */
  function show(at: number): void {
    const { walk } = part();
    const step = walk.steps[at];
    if (step === undefined) return;
    change('review', {
      walk: { ...walk, at },
      row: 0,
      near: null,
      leftOut: [],
      isDone: false,
      beganAt: part().beganAt ?? Date.now(),
    });
    const [first] = step.item.members;
    if (first !== undefined) {
      const beside = ahead.flatMap(({ members }) => members[0]?.sound ?? []);
      const { sound: heard, autoPlay } = state().player;
      // The player plays what is new to it only; what was chosen in the table is played on arrival, too.
      if (heard?.id !== first.sound.id) player.show(first.sound, beside);
      else if (autoPlay) player.playFromStart();
      near.look(step);
      announce(
        `${nameOfPath(first.sound.path)}${step.item.members.length > 1 ? `, with ${countOf(step.item.members.length - 1, 'other')}` : ''}`,
      );
    }
  }

  /** Takes what was fetched ahead into the walk; asks for it where nothing was. Who is impatient passes nothing by unseen. */
  function goOn(): Promise<void> {
    goingOn ??= takeNext().finally(() => {
      goingOn = null;
    });
    return goingOn;
  }

  async function takeNext(): Promise<void> {
    const waiting = nextWaiting(part().walk);
    if (waiting >= 0) {
      show(waiting);
      return;
    }
    while (ahead.length === 0) {
      const asked = part().walk.steps.length;
      await fill();
      if (filledFor === asked || part().failure !== null || open.signal.aborted) break;
    }
    const [next, ...rest] = ahead;
    if (next === undefined) {
      if (!part().isOpen || part().failure !== null) return;
      change('review', { isDone: true, walk: { ...part().walk, at: part().walk.steps.length } });
      announce('Nothing is left to decide.');
      return;
    }
    ahead = rest;
    const walk = withStep(part().walk, next);
    change('review', { walk });
    show(walk.at);
    void fill();
  }

  /** Asks what comes next, as it is by now; several wishes at a time are one. */
  function fill(): Promise<void> {
    if (filling !== null) fillAgain = true;
    else
      filling = fetchAhead().finally(() => {
        filling = null;
      });
    return filling;
  }

  async function fetchAhead(): Promise<void> {
    do {
      fillAgain = false;
      const id = sessionId();
      const { walk, order } = part();
      if (id === null) return;
      const place = walk.steps.length;
      const { signal } = open;
      try {
        const items = await engine.review.next(
          { sessionId: id, order, seed, onHand: onHand(walk), place, limit: AHEAD },
          { signal, context: { unasked: true } },
        );
        if (!signal.aborted && part().walk.steps.length === place && part().order === order) {
          ahead = items;
          filledFor = place;
        } else fillAgain = !signal.aborted;
      } catch (thrown) {
        if (!signal.aborted) await lost(thrown);
      }
    } while (fillAgain);
  }

  /** The engine that knew this review is gone: another one is asked, the walk goes on. */
  async function lost(thrown: unknown): Promise<void> {
    const failure = failureOf(thrown);
    if (failure.code === 'review-gone') await begin();
    else change('review', { failure });
  }

  async function begin(): Promise<void> {
    open.abort();
    open = new AbortController();
    const { signal } = open;
    try {
      const told = await engine.review.open(part().scope.input, { signal });
      if (signal.aborted) return;
      change('review', { engine: told, failure: null });
      void follow(told.sessionId, signal);
    } catch (thrown) {
      if (!signal.aborted) change('review', { failure: failureOf(thrown) });
    }
  }

  /** What changes in the catalogue comes in here: counts, and what is next; the sound on show stays. */
  async function follow(id: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        for await (const told of await engine.review.watch({ sessionId: id }, { signal, context: { unasked: true } })) {
          receive(told);
        }
      } catch (thrown) {
        if (signal.aborted) return;
        if (failureOf(thrown).code === 'review-gone') {
          await begin();
          return;
        }
      }
      if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
    }
  }

  function receive(told: ReviewState): void {
    change('review', { engine: told });
    if (told.version === version) return;
    version = told.version;
    void refreshRecords();
    near.renew();
    void fill().then(() => {
      // Something is open again: another window took a decision back, or a folder was added.
      if (part().isDone && ahead.length > 0) void goOn();
    });
  }

  /** The suggestions on show as they are by now, without losing the place. */
  async function refreshRecords(): Promise<void> {
    const members = stepNow(part().walk)?.item.members.slice(0, MOST_RENEWED) ?? [];
    if (members.length === 0) return;
    try {
      const asking = { context: { unasked: true } };
      const records = await Promise.all(members.map(({ sound: { id } }) => engine.sounds.get({ id }, asking)));
      change('review', { walk: withRecords(part().walk, records) });
    } catch {
      // The next change asks again.
    }
  }

  /** What was fetched is of another order, or of before. */
  function forget(): void {
    ahead = [];
    filledFor = -1;
  }

  return {
    sessionId,
    soundNow,
    show,
    goOn,
    fill,
    forget,
    refreshRecords,
    isGoingOn: (): boolean => goingOn !== null,
    begin: async (): Promise<void> => {
      forget();
      version = -1;
      seed = Math.floor(Math.random() * 2 ** 31);
      await begin();
    },
    end: (): void => {
      const id = sessionId();
      open.abort();
      near.stop();
      if (id !== null) engine.review.close({ sessionId: id }).catch(() => {});
    },
  };
}

export type ReviewQueue = ReturnType<typeof createReviewQueue>;

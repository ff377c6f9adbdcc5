import type { ReviewItem, ReviewOrder, ReviewState } from '../../../src-shared/contract/review.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { type ActionContext, failureOf, focusTable, kept } from '../../app/index.ts';
import { countOf, nameOfPath } from '../../components/index.ts';
import { meantSounds } from '../browser/meant-sounds.ts';
import { countRows } from '../browser/row-ranges.ts';
import { asksForSomething, filterOf } from '../browser/sound-query.ts';
import { withChosen } from '../inspector/chosen-categories.ts';
import { orderNames, reviewOrders } from './order-words.ts';
import { initialReviewPart } from './state.ts';
import { nextWaiting, onHand, placeOfCommand, stepNow, withOutcome, withRecords, withStep } from './walk.ts';

/** Items that are fetched ahead, so that the next is there before it is asked for. */
const AHEAD = 3;
const PAUSE_MILLISECONDS = 1_000;

const keptOrder = kept<ReviewOrder>(
  'review-order',
  (stored) => reviewOrders.find((order) => order === stored),
  initialReviewPart.order,
);

type Neighbours = {
  readonly player: {
    readonly show: (sound: SoundRecord, beside?: readonly SoundRecord[], silently?: boolean) => void;
    readonly audition: (sound: SoundRecord) => void;
  };
  readonly browser: { readonly refreshRows: () => Promise<void> };
};

/** Deciding one sound, or one group, after the other. */
export function createReviewActions(context: ActionContext, { player, browser }: Neighbours) {
  const { engine, state, change, tell, announce, prefer } = context;
  let open = new AbortController();
  let ahead: readonly ReviewItem[] = [];
  /** Of the fetch under way, or whether another is wanted after it. */
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
      leftOut: [],
      isDone: false,
      beganAt: part().beganAt ?? Date.now(),
    });
    const [first] = step.item.members;
    if (first !== undefined) {
      const beside = ahead.flatMap(({ members }) => members[0]?.sound ?? []);
      player.show(first.sound, beside);
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
      announce('Everything is decided.');
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
      const told = await engine.review.open(scopeNow.input, { signal });
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
    void fill().then(() => {
      // Something is open again: another window took a decision back, or a folder was added.
      if (part().isDone && ahead.length > 0) void goOn();
    });
  }

  /** The suggestions on show as they are by now, without losing the place. */
  async function refreshRecords(): Promise<void> {
    const sound = soundNow();
    if (sound === undefined) return;
    try {
      const record = await engine.sounds.get({ id: sound.id }, { context: { unasked: true } });
      change('review', { walk: withRecords(part().walk, [record]) });
    } catch {
      // The next change asks again.
    }
  }

  let scopeNow: { readonly input: Parameters<typeof engine.review.open>[0]; readonly words: string } = {
    input: {},
    words: '',
  };

  /** What the table means: several selected rows, similar sounds, what a search found, or everything. */
  function scopeOfTable(): typeof scopeNow {
    const { browser: table, similar } = state();
    const selected = countRows(table.selected);
    const meant = meantSounds(table);
    if (selected > 1 && meant !== null) {
      return { input: { among: meant.sounds }, words: countOf(meant.count, 'selected sound') };
    }
    if (similar.question !== null && table.results !== null) {
      return { input: { among: { resultSetId: table.results.id } }, words: 'Similar sounds' };
    }
    const { sort: _, ...filter } = filterOf(table.query);
    return asksForSomething(table.query)
      ? { input: { filter }, words: 'What the search found' }
      : { input: {}, words: 'The whole library' };
  }

  async function decide(decision: string): Promise<void> {
    const { walk, leftOut, decisions } = part();
    const step = stepNow(walk);
    const id = sessionId();
    const [first] = step?.item.members ?? [];
    if (step === undefined || id === null || first === undefined || goingOn !== null) return;
    const sounds = step.item.members.map(({ sound }) => sound.id).filter((sound) => !leftOut.includes(sound));
    if (sounds.length === 0) {
      announce('Every sound is taken out.');
      return;
    }
    const commandId = crypto.randomUUID();
    const isAudit = step.item.kind === 'audit' && sounds.includes(first.sound.id);
    // An audited sound is judged once; a correction counts by itself.
    const audited = isAudit && step.outcome === null ? first.sound.id : null;
    const place = walk.at;
    const made = {
      commandId,
      words: decision,
      name: nameOfPath(first.sound.path),
      isAudit,
      sounds: sounds.length,
      at: Date.now(),
    };
    change('review', {
      walk: withOutcome(walk, place, { kind: 'decided', commandId, decision }),
      decisions: [made, ...decisions],
    });
    const sent = engine.review.decide({ commandId, sessionId: id, sounds, decision, audited });
    await goOn();
    try {
      await sent;
      announceDecided(decision, sounds.length);
      void browser.refreshRows();
    } catch (thrown) {
      const { decisions: after } = part();
      change('review', {
        walk: withOutcome(part().walk, place, null),
        decisions: after.filter((other) => other.commandId !== commandId),
      });
      show(place);
      tell(failureOf(thrown));
    }
  }

  async function setOrder(order: ReviewOrder): Promise<void> {
    if (order === part().order) return;
    keptOrder.write(order);
    ahead = [];
    filledFor = -1;
    // What is on show and waits goes back into the queue: the new order begins now.
    const { walk } = part();
    change('review', { order, walk: { ...walk, steps: walk.steps.filter(({ outcome }) => outcome !== null) } });
    change('review', { walk: { ...part().walk, at: part().walk.steps.length } });
    announce(`Order: ${orderNames[order]}.`);
    await goOn();
  }

  const announceDecided = (decision: string, count: number): void =>
    announce(`Labelled ${countOf(count, 'sound')} ${decision}.`);

  async function estimate(): Promise<void> {
    const id = sessionId();
    if (id === null) return;
    const { targetPrecision } = part().bulk;
    change('review', { bulk: { ...part().bulk, estimate: null, failure: null } });
    try {
      const found = await engine.review.estimate({ sessionId: id, targetPrecision });
      if (part().bulk.targetPrecision === targetPrecision)
        change('review', { bulk: { ...part().bulk, estimate: found } });
    } catch (thrown) {
      change('review', { bulk: { ...part().bulk, failure: failureOf(thrown) } });
    }
  }

  return {
    open: async (): Promise<void> => {
      scopeNow = scopeOfTable();
      ahead = [];
      filledFor = -1;
      version = -1;
      seed = Math.floor(Math.random() * 2 ** 31);
      const { bulk } = initialReviewPart;
      change('review', { ...initialReviewPart, bulk, order: keptOrder.read(), isOpen: true, scope: scopeNow.words });
      await begin();
      if (part().failure === null) await goOn();
    },
    leave: (): void => {
      const id = sessionId();
      open.abort();
      change('review', { isOpen: false });
      if (id !== null) engine.review.close({ sessionId: id }).catch(() => {});
      void browser.refreshRows();
      const chosen = state().browser.selection?.sound;
      if (chosen) player.show(chosen, [], true);
      requestAnimationFrame(focusTable);
    },
    nextOrder: (): Promise<void> =>
      setOrder(reviewOrders[(reviewOrders.indexOf(part().order) + 1) % reviewOrders.length] ?? part().order),
    setOrder,
    /** @param place from 0 */
    accept: async (place: number): Promise<void> => {
      const suggestion = soundNow()?.suggestions[place];
      if (suggestion !== undefined) await decide(suggestion.catId ?? suggestion.category);
    },
    /** A category that was looked for: it is offered first the next time. */
    choose: async (decision: string): Promise<void> => {
      const { settings } = state().settings;
      if (settings) void prefer({ chosenCategories: withChosen(settings.chosenCategories, decision) });
      await decide(decision);
    },
    skip: async (): Promise<void> => {
      const { walk } = part();
      const step = stepNow(walk);
      const id = sessionId();
      if (step === undefined || id === null || goingOn !== null) return;
      const sounds = step.item.members.map(({ sound }) => sound.id);
      const audited = step.item.kind === 'audit' && step.outcome === null ? (sounds[0] ?? null) : null;
      if (step.outcome === null) change('review', { walk: withOutcome(walk, walk.at, { kind: 'skipped' }) });
      try {
        // Before the next is asked for: it must not come back at once.
        await engine.review.skip({ commandId: crypto.randomUUID(), sessionId: id, sounds, audited });
      } catch (thrown) {
        tell(failureOf(thrown));
      }
      await goOn();
    },
    /** The last command is taken back; what it decided is on show again. */
    undo: async (): Promise<void> => {
      try {
        const { entry } = await engine.history.undo({ commandId: crypto.randomUUID() });
        if (entry === null) {
          tell({ text: 'Nothing to undo.', nextStep: null, isFailure: false });
          return;
        }
        const place = placeOfCommand(part().walk, entry.id);
        tell({ text: `Undone: ${entry.title}.`, nextStep: null, isFailure: false, command: 'history.redo' });
        void browser.refreshRows();
        if (place < 0) return;
        change('review', {
          walk: withOutcome(part().walk, place, null),
          decisions: part().decisions.filter(({ commandId }) => commandId !== entry.id),
        });
        show(place);
        void refreshRecords();
      } catch (thrown) {
        tell(failureOf(thrown));
      }
    },
    /** @param step along the walk; beyond its end the next of the queue */
    move: async (step: number): Promise<void> => {
      const { walk } = part();
      const at = walk.at + step;
      if (at >= 0 && at < walk.steps.length) show(at);
      else if (step > 0 && walk.at >= 0) await goOn();
    },
    /** Points at another member of the group and plays it. */
    point: (row: number): void => {
      const members = stepNow(part().walk)?.item.members ?? [];
      const next = Math.min(members.length - 1, Math.max(0, row));
      const sound = members[next]?.sound;
      if (sound === undefined || next === part().row) return;
      change('review', { row: next });
      player.show(sound);
    },
    /** Takes a member out of the decision, or back in. */
    toggleMember: (row = part().row): void => {
      const { leftOut, walk } = part();
      const members = stepNow(walk)?.item.members ?? [];
      const member = members[row]?.sound;
      if (member === undefined || members.length < 2) return;
      const isOut = leftOut.includes(member.id);
      change('review', { leftOut: isOut ? leftOut.filter((id) => id !== member.id) : [...leftOut, member.id] });
      announce(`${nameOfPath(member.path)} ${isOut ? 'is decided with the others' : 'is taken out'}.`);
    },
    playMember: (row: number): void => {
      const sound = stepNow(part().walk)?.item.members[row]?.sound;
      if (sound === undefined) return;
      change('review', { row });
      player.audition(sound);
    },
    chooseCategory: (): void => {
      if (soundNow() !== undefined) change('shell', { dialogue: { kind: 'category' } });
    },
    openBulk: (): void => {
      change('shell', { dialogue: { kind: 'bulk' } });
      void estimate();
    },
    setTarget: (targetPrecision: number): void => {
      change('review', { bulk: { ...part().bulk, targetPrecision } });
      void estimate();
    },
    acceptBulk: async (): Promise<void> => {
      const id = sessionId();
      const { estimate: found, targetPrecision } = part().bulk;
      if (id === null || found?.found === undefined || found.found === null) return;
      const { minProbability } = found.found;
      change('review', { bulk: { ...part().bulk, isAccepting: true, failure: null } });
      try {
        const commandId = crypto.randomUUID();
        const { accepted, conflicts } = await engine.review.accept({
          commandId,
          sessionId: id,
          targetPrecision,
          minProbability,
        });
        const left =
          conflicts.length === 0
            ? ''
            : ` ${countOf(conflicts.length, 'sound')} had got a label meanwhile and stayed as ${conflicts.length === 1 ? 'it is' : 'they are'}.`;
        change('shell', { dialogue: null });
        tell({
          text: `Accepted the suggestion for ${countOf(accepted, 'sound')}.${left}`,
          nextStep: null,
          isFailure: false,
          command: 'label.undo',
        });
        void browser.refreshRows();
        await leaveAccepted();
      } catch (thrown) {
        change('review', { bulk: { ...part().bulk, failure: failureOf(thrown) } });
      } finally {
        change('review', { bulk: { ...part().bulk, isAccepting: false } });
      }
    },
  };

  /** What is on show may have been accepted: then the next comes. */
  async function leaveAccepted(): Promise<void> {
    ahead = [];
    filledFor = -1;
    await refreshRecords();
    if (soundNow()?.label) {
      const { walk } = part();
      change('review', { walk: withOutcome(walk, walk.at, { kind: 'skipped' }) });
      await goOn();
    } else await fill();
  }
}

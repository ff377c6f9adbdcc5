import type { ReviewOrder } from '../../../src-shared/contract/review.ts';
import { type ActionContext, failureOf, focusTable, kept } from '../../app/index.ts';
import { countOf, nameOfPath } from '../../components/index.ts';
import { withChosen } from '../inspector/chosen-categories.ts';
import { createBulkActions } from './bulk-actions.ts';
import { orderNames, reviewOrders } from './order-words.ts';
import { createReviewQueue, type ReviewPlayer } from './queue.ts';
import { scopeOfTable, type TableScope, wholeLibrary } from './scope.ts';
import { initialReviewPart, soundsToHear } from './state.ts';
import { nextWaiting, placeOfCommand, stepNow, withOutcome } from './walk.ts';

const keptOrder = kept<ReviewOrder>(
  'review-order',
  (stored) => reviewOrders.find((order) => order === stored),
  initialReviewPart.order,
);

type Neighbours = {
  readonly player: ReviewPlayer;
  readonly browser: { readonly refreshRows: () => Promise<void> };
};

/** Deciding one sound, or one group, after the other. */
export function createReviewActions(context: ActionContext, { player, browser }: Neighbours) {
  const { engine, state, change, tell, announce, prefer } = context;
  const queue = createReviewQueue(context, player);
  const { sessionId, soundNow, show, goOn } = queue;
  const part = () => state().review;

  async function openOver(scope: TableScope): Promise<void> {
    if (part().isOpen) queue.end();
    change('review', { ...initialReviewPart, order: keptOrder.read(), isOpen: true, scope });
    await queue.begin();
    if (part().failure === null) await goOn();
  }

  /** A sound that was drawn at random counts from when it was heard: whoever passes only hard ones by flatters nothing. */
  function notePassed(): void {
    const step = stepNow(part().walk);
    const id = sessionId();
    const [first] = step?.item.members ?? [];
    if (step?.item.kind !== 'audit' || step.outcome !== null || first === undefined || id === null) return;
    const { id: audited } = first.sound;
    const passed = { commandId: crypto.randomUUID(), sessionId: id, sounds: [audited], audited };
    // Nothing that a person asked for: it isn't told when it fails.
    engine.review.skip(passed, { context: { unasked: true } }).catch(() => {});
  }

  async function decide(decision: string): Promise<void> {
    const { walk, leftOut, decisions } = part();
    const step = stepNow(walk);
    const id = sessionId();
    const [first] = step?.item.members ?? [];
    if (step === undefined || id === null || first === undefined || queue.isGoingOn()) return;
    const sounds = step.item.members.map(({ sound }) => sound.id).filter((sound) => !leftOut.includes(sound));
    if (sounds.length === 0) {
      announce('Every sound is taken out.');
      return;
    }
    const commandId = crypto.randomUUID();
    const isAudit = step.item.kind === 'audit';
    // An audited sound is judged once; a correction counts by itself. One that was taken out is passed over.
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
    // It is looked at once the next is on show.
    sent.catch(() => {});
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
    queue.forget();
    // What is on show and waits goes back into the queue: the new order begins now.
    const { walk } = part();
    change('review', { order, walk: { ...walk, steps: walk.steps.filter(({ outcome }) => outcome !== null) } });
    change('review', { walk: { ...part().walk, at: part().walk.steps.length } });
    announce(`Order: ${orderNames[order]}.`);
    await goOn();
  }

  const announceDecided = (decision: string, count: number): void =>
    announce(`Labelled ${countOf(count, 'sound')} ${decision}.`);

  return {
    open: (): Promise<void> => openOver(scopeOfTable(state())),
    /** The same review again, of an engine that answers again. */
    openAgain: (): Promise<void> => openOver(part().scope.input.among ? scopeOfTable(state()) : part().scope),
    openWhole: (): Promise<void> => openOver(wholeLibrary),
    /** What a machine decided, to look through it. */
    openMachine: async (): Promise<void> => {
      const { machine } = part().scope;
      if (machine !== null)
        await openOver({ input: machine, words: 'What a machine decided', isWhole: false, machine: null });
    },
    /** Back to the first that was on show and passed by. */
    showWaiting: (): void => {
      const { walk } = part();
      const place = nextWaiting({ ...walk, at: -1 });
      if (place >= 0) show(place);
    },
    leave: (): void => {
      notePassed();
      queue.end();
      change('review', { isOpen: false });
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
      if (step === undefined || id === null || queue.isGoingOn()) return;
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
        void queue.refreshRecords();
      } catch (thrown) {
        tell(failureOf(thrown));
      }
    },
    /** @param step along the walk; beyond its end the next of the queue */
    move: async (step: number): Promise<void> => {
      const { walk } = part();
      const at = walk.at + step;
      if (step > 0) notePassed();
      if (at >= 0 && at < walk.steps.length) show(at);
      else if (step > 0 && walk.at >= 0) await goOn();
    },
    /** Points at another member of the group, or at a sound near to it, and plays it. */
    point: (row: number): void => {
      const sounds = soundsToHear(part());
      const next = Math.min(sounds.length - 1, Math.max(0, row));
      const sound = sounds[next];
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
      const sound = soundsToHear(part())[row];
      if (sound === undefined) return;
      change('review', { row });
      player.audition(sound);
    },
    chooseCategory: (): void => {
      if (soundNow() !== undefined) change('shell', { dialogue: { kind: 'category' } });
    },
    ...createBulkActions(context, queue, browser.refreshRows),
  };
}

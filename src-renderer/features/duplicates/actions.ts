import type { DuplicateDecision, DuplicateGroup } from '../../../src-shared/contract/duplicates.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { type ActionContext, failureOf } from '../../app/index.ts';
import { isDecided } from './difference-words.ts';

/** Groups that are here at once; who reviews more asks again when these are decided. */
const MOST_GROUPS = 500;

type Player = { readonly audition: (sound: SoundRecord) => void };

/** Finding sounds that are the same recording, and deciding about them. Nothing here touches a file. */
export function createDuplicateActions({ engine, state, change, tell, announce }: ActionContext, player: Player) {
  let finding: AbortController | null = null;

  const groupNow = (): DuplicateGroup | undefined => state().duplicates.groups?.[state().duplicates.group];

  async function load(): Promise<void> {
    try {
      const { total, groups } = await engine.duplicates.groups({ offset: 0, limit: MOST_GROUPS, decided: true });
      const first = groups.findIndex((group) => !isDecided(group));
      change('duplicates', { groups, total, group: Math.max(0, first), row: 1, failure: null });
    } catch (thrown) {
      change('duplicates', { failure: failureOf(thrown) });
    }
  }

  function show(group: number, row = 1): void {
    const { groups } = state().duplicates;
    if (groups === null || groups.length === 0) return;
    const next = Math.min(groups.length - 1, Math.max(0, group));
    change('duplicates', { group: next, row: Math.min(groups[next]?.members.length ?? 0, Math.max(0, row)) });
  }

  /** The next group that waits for a decision; the last one where none does. */
  function goOn(): void {
    const { groups, group } = state().duplicates;
    if (groups === null) return;
    const after = groups.findIndex((one, at) => at > group && !isDecided(one));
    const any = after >= 0 ? after : groups.findIndex((one) => !isDecided(one));
    if (any >= 0) show(any);
    else announce('All groups are decided.');
  }

  async function decide(decision: DuplicateDecision | null, onlyThis: boolean): Promise<void> {
    const group = groupNow();
    const { row, groups } = state().duplicates;
    const member = group?.members[row - 1];
    if (group === undefined || groups === null || (onlyThis && member === undefined)) return;
    const meant = onlyThis && member !== undefined ? [member.sound.id] : group.members.map(({ sound }) => sound.id);
    try {
      await engine.duplicates.review({ groupId: group.id, soundIds: meant, decision });
    } catch (thrown) {
      tell(failureOf(thrown));
      return;
    }
    const members = group.members.map((one) => (meant.includes(one.sound.id) ? { ...one, decision } : one));
    const next = { ...group, members };
    const latest = state().duplicates.groups ?? [];
    change('duplicates', { groups: latest.map((one) => (one.id === group.id ? next : one)) });
    if (decision !== null && isDecided(next)) goOn();
    else if (onlyThis && decision !== null) show(state().duplicates.group, row + 1);
  }

  return {
    open: (): void => {
      change('shell', { dialogue: { kind: 'duplicates' } });
      if (finding === null) void load();
    },
    find: async (): Promise<void> => {
      if (finding !== null) return;
      finding = new AbortController();
      const { signal } = finding;
      change('duplicates', { progress: { soundsDone: 0, soundsTotal: 0, groups: 0, finished: false }, failure: null });
      try {
        for await (const progress of await engine.duplicates.find({}, { signal })) change('duplicates', { progress });
        await load();
      } catch (thrown) {
        if (!signal.aborted) change('duplicates', { failure: failureOf(thrown) });
      } finally {
        finding = null;
        change('duplicates', { progress: null });
      }
    },
    /** What was found before stays. */
    cancel: (): void => finding?.abort(),
    show,
    goOn,
    play: (): void => {
      const group = groupNow();
      const { row } = state().duplicates;
      const sound = row === 0 ? group?.representative : group?.members[row - 1]?.sound;
      if (sound !== undefined) player.audition(sound);
    },
    decide,
  };
}

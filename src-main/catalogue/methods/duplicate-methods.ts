import type { PayloadHash } from '../../../src-shared/contract/identifiers.ts';
import type { ReaderCommands } from '../catalogue-reader.ts';
import type { SimilarCommands } from '../catalogue-similar.ts';
import type { WriterCommands } from '../catalogue-writer.ts';
import type { CatalogueDuplicates, FoundGroup, StoredDuplicateGroup } from '../duplicate-types.ts';
import type { MemberRow } from '../reading/duplicates.ts';
import type { Thread } from '../threads/thread.ts';
import { batchLimit } from '../types.ts';

/** The part of a catalogue that knows which sounds are the same recording. */
export function duplicateMethods(
  write: Thread<WriterCommands>['call'],
  read: Thread<ReaderCommands>['call'],
  similarThread: () => Promise<Thread<SimilarCommands>>,
): CatalogueDuplicates {
  return {
    findDuplicates: async (among, onProgress, signal) => {
      const soundIds = among === undefined ? null : await read('idsOf', among);
      const { call } = await similarThread();
      await call('beginDuplicates', soundIds);
      for (;;) {
        signal?.throwIfAborted();
        const { state, groups } = await call('duplicatesStep');
        if (state === null) {
          await store(write, groups, soundIds === null);
          return { groups: groups.length };
        }
        onProgress(state);
      }
    },
    duplicateGroups: async ({ decided }) => {
      const reviews = await read('duplicateReviews');
      const decisions = new Map(reviews.map(({ pair, decision }) => [keyOf(...pair), decision]));
      const groups: StoredDuplicateGroup[] = [];
      for (const rows of byGroup(await read('duplicateMembers', null))) {
        const representative = rows.find(({ groupId, soundId }) => groupId === soundId);
        if (representative === undefined) continue;
        const members = rows
          .filter((row) => row !== representative)
          .map(({ groupId: _, ...row }) => ({
            ...row,
            decision: decisions.get(keyOf(representative.payloadHash, row.payloadHash)) ?? null,
          }));
        const shown = decided ? members : members.filter(({ decision }) => decision !== 'different');
        if (!shown.some(({ decision }) => decided || decision === null)) continue;
        groups.push({ id: representative.groupId, representative: representative.soundId, members: shown });
      }
      return groups.sort((a, b) => b.members.length - a.members.length || a.id - b.id);
    },
    reviewDuplicates: async (groupId, soundIds, decision, author) => {
      const rows = await read('duplicateMembers', groupId);
      const representative = rows.find(({ soundId }) => soundId === groupId);
      if (representative === undefined) return;
      const named = rows.filter(
        (row) => row !== representative && (soundIds === undefined || soundIds.includes(row.soundId)),
      );
      const pairs = named.map(({ payloadHash }) => [representative.payloadHash, payloadHash] as const);
      for (let at = 0; at < pairs.length; at += batchLimit) {
        await write('reviewPairs', pairs.slice(at, at + batchLimit), decision, author);
      }
    },
  };
}

const keyOf = (a: PayloadHash, b: PayloadHash): string => [a, b].sort().join(' ');

async function store(
  write: Thread<WriterCommands>['call'],
  groups: readonly FoundGroup[],
  everything: boolean,
): Promise<void> {
  while (everything && !(await write('clearDuplicatesPart'))) {
    // The next part follows.
  }
  let batch: FoundGroup[] = [];
  let rows = 0;
  for (const group of groups) {
    batch.push(group);
    rows += group.length;
    if (rows < batchLimit) continue;
    await write('storeDuplicates', batch);
    batch = [];
    rows = 0;
  }
  if (batch.length > 0) await write('storeDuplicates', batch);
}

function byGroup(rows: readonly MemberRow[]): readonly (readonly MemberRow[])[] {
  const groups = new Map<number, MemberRow[]>();
  for (const row of rows) {
    const group = groups.get(row.groupId);
    if (group === undefined) groups.set(row.groupId, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

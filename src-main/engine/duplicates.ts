import type { DuplicateGroup, DuplicateProgress } from '../../src-shared/contract/duplicates.ts';
import type { Catalogue, DuplicateSearchProgress, ResultSetId, StoredDuplicateGroup } from '../catalogue/index.ts';
import { toSoundRecord } from './records.ts';

/** Progress of a search for duplicates as it comes, the last one once all groups are stored. */
export async function* findDuplicates(
  catalogue: Catalogue,
  among: ResultSetId | undefined,
  signal?: AbortSignal,
): AsyncGenerator<DuplicateProgress> {
  const left = new AbortController();
  let latest: DuplicateSearchProgress = { soundsDone: 0, soundsTotal: 0, groups: 0 };
  let wake = () => {};
  let result: { readonly groups: number } | undefined;
  const search = catalogue
    .findDuplicates(
      among,
      (progress) => {
        latest = progress;
        wake();
      },
      signal === undefined ? left.signal : AbortSignal.any([left.signal, signal]),
    )
    .then((found) => {
      result = found;
    })
    .finally(() => wake());
  search.catch(() => undefined);
  try {
    while (result === undefined) {
      await Promise.race([search, new Promise<void>((resolve) => (wake = resolve))]);
      if (result === undefined) yield { ...latest, finished: false };
    }
    const { soundsTotal } = latest;
    yield { soundsDone: soundsTotal, soundsTotal, groups: (result as { groups: number }).groups, finished: true };
  } finally {
    left.abort();
  }
}

/** Groups with their sounds; one whose sounds have vanished meanwhile is left out. */
export async function toDuplicateGroups(
  catalogue: Catalogue,
  groups: readonly StoredDuplicateGroup[],
): Promise<readonly DuplicateGroup[]> {
  const ids = groups.flatMap(({ representative, members }) => [
    representative,
    ...members.map((member) => member.soundId),
  ]);
  const records = new Map((await catalogue.sounds(ids)).map((row) => [row.id, toSoundRecord(row)]));
  return groups.flatMap(({ id, representative, members }) => {
    const record = records.get(representative);
    const shown = members.flatMap(({ soundId, differences, confidence, decision }) => {
      const sound = records.get(soundId);
      return sound ? [{ sound, differences, confidence, decision }] : [];
    });
    return record && shown.length > 0 ? [{ id, representative: record, members: shown }] : [];
  });
}

import { createHash } from 'node:crypto';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { SoundsInput } from '../../../src-shared/contract/inputs.ts';
import type { SoundFilter } from '../../../src-shared/contract/sounds.ts';
import type { Catalogue, ResultSetId } from '../../catalogue/index.ts';
import { toQuery } from '../sound-filter.ts';
import { selectionOf } from '../sound-selection.ts';

/** Which sounds a review is over. */
export type ReviewScope = {
  /** Names it, so that what was drawn from it is known again; empty: the whole catalogue. */
  readonly name: string;
  /** Whether sounds that something else than a person has labelled are reviewed, too. */
  readonly withLabelled: boolean;
  /** Works with the sounds as they are found now. */
  readonly use: <Result>(catalogue: Catalogue, work: (id: ResultSetId) => Promise<Result>) => Promise<Result>;
};

/** @throws SonothequeError as `selectionOf` and queries do */
export async function scopeOf(
  catalogue: Catalogue,
  filter: SoundFilter | undefined,
  among: SoundsInput | undefined,
): Promise<ReviewScope> {
  if (among !== undefined) return scopeOfSounds(await catalogue.selectedIds(await selectionOf(catalogue, among)));
  const { sort: _, unreviewed: __, ...meant } = filter ?? {};
  const query = toQuery(meant);
  return {
    name: nameOf(meant),
    withLabelled: meant.labelSources?.some((source) => source !== 'none' && source !== 'human') ?? false,
    use: async (now, work) => {
      const { id } = await now.query(query);
      try {
        return await work(id);
      } finally {
        await now.releaseResultSet(id);
      }
    },
  };
}

function scopeOfSounds(soundIds: readonly SoundId[]): ReviewScope {
  const hash = createHash('sha256')
    .update(soundIds.toSorted((a, b) => a - b).join())
    .digest('hex')
    .slice(0, 32);
  return {
    name: `sounds ${hash}`,
    withLabelled: false,
    use: async (now, work) => {
      const { id } = await now.keepResultSet(soundIds);
      try {
        return await work(id);
      } finally {
        await now.releaseResultSet(id);
      }
    },
  };
}

function nameOf({ text, thesaurus, ...filter }: Omit<SoundFilter, 'sort' | 'unreviewed'>): string {
  const words = text?.trim() ?? '';
  const said = Object.entries({ ...filter, ...(words === '' ? {} : { text: words, thesaurus }) })
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return said.length === 0 ? '' : JSON.stringify(Object.fromEntries(said));
}

import type { EngineClient } from '../../../src-shared/contract/contract.ts';
import type { AppState } from '../../app/index.ts';
import { countOf } from '../../components/index.ts';
import { meantSounds } from '../browser/meant-sounds.ts';
import { countRows } from '../browser/row-ranges.ts';
import { asksForSomething, filterOf } from '../browser/sound-query.ts';

/** Which sounds a review is over, for the engine and in words. */
export type TableScope = { readonly input: Parameters<EngineClient['review']['open']>[0]; readonly words: string };

/** What the table means: several selected rows, similar sounds, what a search found, or everything. */
export function scopeOfTable({ browser: table, similar }: AppState): TableScope {
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

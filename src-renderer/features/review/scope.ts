import type { EngineClient } from '../../../src-shared/contract/contract.ts';
import type { LabelSource } from '../../../src-shared/contract/suggestions.ts';
import type { AppState } from '../../app/index.ts';
import { countOf } from '../../components/index.ts';
import { meantSounds } from '../browser/meant-sounds.ts';
import { countRows } from '../browser/row-ranges.ts';
import { asksForSomething, filterOf } from '../browser/sound-query.ts';

type Input = Parameters<EngineClient['review']['open']>[0];

/** Which sounds a review is over, for the engine and in words. */
export type TableScope = {
  readonly input: Input;
  readonly words: string;
  readonly isWhole: boolean;
  /** The same, of those that a machine decided; `null` where that can't be asked for. */
  readonly machine: Input | null;
};

const machines: readonly LabelSource[] = ['model', 'import', 'file-name', 'metadata'];

export const wholeLibrary: TableScope = {
  input: {},
  words: 'The whole library',
  isWhole: true,
  machine: { filter: { labelSources: [...machines] } },
};

/** What the table means: several selected rows, similar sounds, what a search found, or everything. */
export function scopeOfTable({ browser: table, similar }: Pick<AppState, 'browser' | 'similar'>): TableScope {
  const part = { isWhole: false, machine: null };
  const selected = countRows(table.selected);
  const meant = meantSounds(table);
  if (selected > 1 && meant !== null) {
    return { ...part, input: { among: meant.sounds }, words: countOf(meant.count, 'selected sound') };
  }
  if (similar.question !== null && table.results !== null) {
    return { ...part, input: { among: { resultSetId: table.results.id } }, words: 'Similar sounds' };
  }
  if (!asksForSomething(table.query)) return wholeLibrary;
  const { sort: _, ...filter } = filterOf(table.query);
  return {
    input: { filter },
    words: 'What the search found',
    isWhole: false,
    machine: filter.labelSources === undefined ? { filter: { ...filter, labelSources: [...machines] } } : null,
  };
}

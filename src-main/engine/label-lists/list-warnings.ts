import type { Decision } from '../label-decision.ts';

type Labelled = { readonly decision: Decision; readonly listed: { readonly dupGroup: string } };

const MOST_NAMED = 8;

/** Gathers, line by line, what is worth knowing about a list as a whole, although each of its lines can be taken. */
export function createListWarnings() {
  const examples = new Map<string, number>();
  const groups = new Map<string, string>();
  const atOdds = new Set<string>();
  return {
    note: ({ decision, listed: { dupGroup } }: Labelled): void => {
      examples.set(decision.category, (examples.get(decision.category) ?? 0) + 1);
      if (dupGroup === '') return;
      const known = groups.get(dupGroup);
      if (known === undefined) groups.set(dupGroup, decision.category);
      else if (known !== decision.category) atOdds.add(dupGroup);
    },
    warnings: (): readonly string[] => {
      const single = [...examples].filter(([, count]) => count === 1).map(([category]) => category);
      const warnings: string[] = [];
      if (single.length > 0) {
        const which = single.length === 1 ? 'One category has' : `${single.length} categories have`;
        warnings.push(`${which} one example in the list, which is little to learn from: ${named(single)}.`);
      }
      if (atOdds.size > 0) {
        const which = atOdds.size === 1 ? 'One group of duplicates has' : `${atOdds.size} groups of duplicates have`;
        warnings.push(`${which} sounds of different categories: ${named([...atOdds])}.`);
      }
      return warnings;
    },
  };
}

const named = (names: readonly string[]): string =>
  names.length <= MOST_NAMED
    ? names.join(', ')
    : `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more`;

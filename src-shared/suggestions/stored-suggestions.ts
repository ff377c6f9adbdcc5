import type { CatId } from '../contract/identifiers.ts';
import type { Evidence, Suggestion } from '../contract/suggestions.ts';

/** Suggestions as text, without names of fields and with no more digits than anybody sees: a third of their JSON. */
type Short = readonly [
  category: string,
  catId: CatId | null,
  probability: number,
  evidence: readonly (readonly [kind: Evidence['kind'], probability: number, text: string])[],
];

const rounded = (probability: number): number => Math.round(probability * 1e5) / 1e5;

export function suggestionsText(suggestions: readonly Suggestion[]): string {
  const short = suggestions.map(
    ({ category, catId, probability, evidence }): Short => [
      category,
      catId,
      rounded(probability),
      evidence.map(({ kind, probability: strength, text }) => [kind, rounded(strength), text] as const),
    ],
  );
  return JSON.stringify(short);
}

/** Of both forms: catalogues hold full JSON that was written before the short form. */
export function suggestionsOf(text: string): Suggestion[] {
  const stored = JSON.parse(text) as readonly (Short | Suggestion)[];
  return stored.map((suggestion) => {
    if (!isShort(suggestion)) return suggestion;
    const [category, catId, probability, evidence] = suggestion;
    return {
      category,
      catId,
      probability,
      evidence: evidence.map(([kind, strength, words]) => ({ kind, probability: strength, text: words })),
    };
  });
}

const isShort = (suggestion: Short | Suggestion): suggestion is Short => Array.isArray(suggestion);

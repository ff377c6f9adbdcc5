/** The configuration as it is being written: every field is there, a number may still be none. */
import { type TrainingConfiguration, trainingConfiguration } from '../../../src-shared/training/index.ts';

export type TrainingDraft = TrainingConfiguration;

const defaults = trainingConfiguration.parse({
  datasets: [{ name: 'none', source: { kind: 'library', libraryId: 1 } }],
});

/** Without a dataset yet: the only thing that has no default. */
export const emptyDraft: TrainingDraft = { ...defaults, datasets: [] };

/** What stands at a place of a draft: `optimiser.learningRate`. */
export function valueAt(draft: unknown, place: string): unknown {
  let value: unknown = draft;
  for (const step of place.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as { readonly [key: string]: unknown })[step];
  }
  return value;
}

/** The same with another value at one place; `undefined` leaves the field out. */
export function withValue<Whole extends object>(whole: Whole, place: string, value: unknown): Whole {
  const [step = '', ...rest] = place.split('.');
  const before = (whole as { readonly [key: string]: unknown })[step];
  const next = rest.length === 0 ? value : withValue(objectOf(before), rest.join('.'), value);
  if (Array.isArray(whole)) return whole.map((each, at) => (String(at) === step ? next : each)) as unknown as Whole;
  if (next === undefined) return Object.fromEntries(Object.entries(whole).filter(([key]) => key !== step)) as Whole;
  return { ...whole, [step]: next };
}

const objectOf = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

/** Whether two drafts ask for the same. */
export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A name that no dataset of the draft has yet. */
export function freeName(wanted: string, draft: TrainingDraft): string {
  const taken = new Set(draft.datasets.map(({ name }) => name));
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) if (!taken.has(`${wanted} ${number}`)) return `${wanted} ${number}`;
}

/** As a file for `sonotheque train`: only what differs from what would be taken anyway. */
export function textOf(draft: TrainingDraft): string {
  return `${JSON.stringify(withoutDefaults(draft, emptyDraft), null, 2)}\n`;
}

function withoutDefaults(value: object, usual: object): object {
  const told = Object.entries(value).flatMap(([key, each]): [string, unknown][] => {
    const standard = valueAt(usual, key);
    if (key === 'datasets') return [[key, each]];
    if (isSame(each, standard)) return [];
    // Alternatives are told whole: half of one would be read as another.
    if (isPlain(each) && isPlain(standard) && !('kind' in each)) return [[key, withoutDefaults(each, standard)]];
    return [[key, each]];
  });
  return Object.fromEntries(told);
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

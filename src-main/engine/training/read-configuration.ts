import { z } from 'zod';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { type TrainingConfiguration, trainingConfiguration } from '../../../src-shared/training/index.ts';
import { editDistance } from '../../../src-shared/ucs/index.ts';

/**
 * What a run is asked, with every default filled in.
 *
 * @param asked JSON
 * @throws SonothequeError `bad-configuration`, with the field that is wrong and the nearest word that is known
 */
export function readConfiguration(asked: unknown): TrainingConfiguration {
  const read = trainingConfiguration.safeParse(asked);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw badConfiguration(issue ? sentenceOf(issue, asked) : 'It is no configuration.');
  }
  const names = read.data.datasets.map(({ name }) => name);
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined) throw badConfiguration(`Two datasets are called “${twice}”: each needs a name of its own.`);
  const { validation, test } = read.data.splits;
  if (validation + test >= 0.9) {
    throw badConfiguration(
      `splits: ${validation} for validation and ${test} for the test leave too little to train on.`,
    );
  }
  return read.data;
}

export function badConfiguration(message: string): SonothequeError {
  return new SonothequeError({
    code: 'bad-configuration',
    message,
    nextStep: 'docs/training.md says what each field may be.',
  });
}

function sentenceOf(issue: z.core.$ZodIssue, asked: unknown): string {
  const place = issue.path.map(String);
  const given = issue.path.reduce<unknown>(
    (value, step) => (value as { [name: PropertyKey]: unknown } | null)?.[step],
    asked,
  );
  const field = place.join('.') || 'The configuration';
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const nearest = nearestOf(key, fieldsAt(place));
    return `${[...place, key].join('.')} is no field of a configuration.${nearest === null ? '' : ` The nearest is “${nearest}”.`}`;
  }
  if (issue.code === 'invalid_value') return wrongWord(field, given, issue.values.map(String));
  if (issue.code === 'invalid_union') {
    const words = wordsAt(place);
    if (words.length > 0) return wrongWord(field, given, words);
    const options = issue.errors.flatMap((errors) =>
      errors.flatMap((one) => (one.code === 'invalid_value' ? one.values : [])),
    );
    if (options.length > 0) return wrongWord(field, given, options.map(String));
  }
  const said = issue.message.replace(/^Invalid input: /u, '').replace(/^Too (small|big): /u, '');
  return `${field}: ${said}.`;
}

function wrongWord(field: string, given: unknown, words: readonly string[]): string {
  const text =
    typeof given === 'string' || typeof given === 'number' ? ` can't be “${given}”` : ' is missing or no word';
  const nearest = typeof given === 'string' ? nearestOf(given, words) : null;
  const hint = nearest === null ? '' : ` The nearest is “${nearest}”.`;
  return `${field}${text}; it may be ${words.join(', ')}.${hint}`;
}

function nearestOf(word: string, known: readonly string[]): string | null {
  const limit = Math.max(2, Math.floor(word.length / 2));
  const [best] = known
    .map((one) => ({ one, distance: editDistance(word.toLowerCase(), one.toLowerCase(), limit) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return best?.one ?? null;
}

/** As far as JSON Schema is looked at here. */
type Schema = {
  readonly properties?: { readonly [name: string]: Schema };
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly const?: unknown;
};

function schemasAt(place: readonly string[]): readonly Schema[] {
  let schemas: readonly Schema[] = [z.toJSONSchema(trainingConfiguration, { io: 'input' }) as Schema];
  const opened = (some: readonly Schema[]): readonly Schema[] =>
    some.flatMap((one) => [one, ...opened([...(one.anyOf ?? []), ...(one.oneOf ?? [])])]);
  for (const step of place) {
    schemas = opened(schemas).flatMap(({ properties, items }) => [
      ...(properties?.[step] ? [properties[step]] : []),
      ...(items && /^\d+$/u.test(step) ? [items] : []),
    ]);
  }
  return opened(schemas);
}

function fieldsAt(place: readonly string[]): readonly string[] {
  return [...new Set(schemasAt(place).flatMap(({ properties }) => Object.keys(properties ?? {})))];
}

function wordsAt(place: readonly string[]): readonly string[] {
  const words = schemasAt(place).flatMap((schema) => ('const' in schema ? [String(schema.const)] : []));
  return [...new Set(words)];
}

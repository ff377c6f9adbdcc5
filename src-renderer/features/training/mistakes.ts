/** What is wrong with a configuration, in plain words and at the field where it is. */
import type { z } from 'zod';
import {
  METRIC_LOSS_NAMES,
  type TrainingConfiguration,
  trainingConfiguration,
} from '../../../src-shared/training/index.ts';
import type { TrainingDraft } from './draft.ts';

/** A sentence by the place that it is about: `optimiser.learningRate`. */
export type Mistakes = ReadonlyMap<string, string>;

const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 7 });

function boundWords(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const isSmall = issue.code === 'too_small';
  const bound = Number(isSmall ? issue.minimum : issue.maximum);
  if (issue.origin === 'array') return isSmall ? 'At least one is needed.' : `At most ${numbers.format(bound)}.`;
  if (issue.origin === 'string') return isSmall ? 'It needs a name.' : `At most ${numbers.format(bound)} characters.`;
  return `${isSmall ? 'At least' : 'At most'} ${numbers.format(bound)}.`;
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
    case 'too_big':
      return boundWords(issue);
    case 'unrecognized_keys':
      return `There is no field ${issue.keys.map((key) => `“${key}”`).join(', ')} here.`;
    case 'invalid_value':
      return `One of ${issue.values.map((value) => `“${String(value)}”`).join(', ')}.`;
    case 'invalid_union':
      return optionsOf(issue.errors.flat()) ?? 'Nothing that is known here.';
    case 'invalid_type':
      return issue.expected === 'int'
        ? 'A whole number is needed.'
        : `It has to be ${typeWords[issue.expected] ?? issue.expected}.`;
    default:
      return 'It does not fit here.';
  }
}

const typeWords: { readonly [type: string]: string } = {
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  object: 'a part with fields of its own',
  array: 'a list',
};

function optionsOf(issues: readonly z.core.$ZodIssue[]): string | null {
  const values = issues.flatMap((issue) => (issue.code === 'invalid_value' ? issue.values : []));
  return values.length === 0 ? null : `One of ${values.map((value) => `“${String(value)}”`).join(', ')}.`;
}

/** What each field may be. */
function ofFields(asked: unknown): Mistakes {
  const parsed = trainingConfiguration.safeParse(asked);
  if (parsed.success) return new Map();
  return new Map(parsed.error.issues.map((issue) => [issue.path.join('.'), sentenceOf(issue)]));
}

/** Most of a dataset that may be held back from training. */
const MOST_HELD_BACK = 0.8;

const isMetric = (name: string): boolean => METRIC_LOSS_NAMES.some((each) => each === name);

/** What can't go together, though each is right by itself. */
function ofTheWhole({ datasets, splits, start, trains, loss, augmentation, mixing }: TrainingConfiguration): Mistakes {
  const found = new Map<string, string>();
  const names = datasets.map(({ name }) => name.trim().toLowerCase());
  for (const [at, name] of names.entries())
    if (names.indexOf(name) < at) found.set(`datasets.${at}.name`, 'Another dataset has this name.');
  if (splits.validation + splits.test > MOST_HELD_BACK)
    found.set('splits.test', 'With validation it leaves too little to train on: together at most 80 %.');
  if (splits.validation === 0)
    found.set('splits.validation', 'Without it nobody can tell which epoch was the best: at least 0.05.');
  if (start.kind === 'scratch' && trains !== 'encoder')
    found.set('trains', 'An encoder from scratch has learned nothing yet: train the whole of it.');
  if (augmentation.mixupAlpha > 0 && (isMetric(loss.name) || loss.name === 'cross-entropy-with-metric'))
    found.set(
      'augmentation.mixupAlpha',
      'A metric loss can’t be told of a mixture of two classes: 0, or another loss.',
    );
  if (loss.name === 'cross-entropy-with-metric' && !isMetric(String(loss.options.metric ?? '')))
    found.set('loss.options.metric', 'Choose the metric loss that goes with it.');
  if (mixing.kind === 'within' && datasets.length > 1)
    found.set(
      'mixing',
      `This makes ${datasets.length} encoders, one a dataset: good for a study, not for use. Take one dataset, or train across them.`,
    );
  for (const [option, value] of Object.entries(loss.options))
    if (typeof value === 'number' && !Number.isFinite(value))
      found.set(`loss.options.${option}`, 'It has to be a number.');
  return found;
}

/** Of the draft: every mistake by its place. */
export function mistakesOf(draft: TrainingDraft): Mistakes {
  const found = ofFields(draft);
  return new Map([...ofTheWhole(draft), ...found]);
}

export type Pasted =
  | { readonly kind: 'read'; readonly configuration: TrainingConfiguration }
  | { readonly kind: 'wrong'; readonly mistakes: readonly { readonly place: string; readonly sentence: string }[] };

/** A configuration from text: what `sonotheque train` takes. */
export function readConfiguration(text: string): Pasted {
  let asked: unknown;
  try {
    asked = JSON.parse(text);
  } catch {
    return {
      kind: 'wrong',
      mistakes: [{ place: '', sentence: 'This is no JSON: a brace, a quote or a comma is missing, or too many.' }],
    };
  }
  const parsed = trainingConfiguration.safeParse(asked);
  const mistakes = parsed.success ? [] : [...ofFields(asked)].map(([place, sentence]) => ({ place, sentence }));
  return parsed.success ? { kind: 'read', configuration: parsed.data } : { kind: 'wrong', mistakes };
}

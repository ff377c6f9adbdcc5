import { SonothequeError } from '../../../src-shared/contract/failures.ts';

/** What to look for in a value, and what to put there. */
export type Replacement = {
  readonly find: string;
  readonly replacement: string;
  readonly regularExpression: boolean;
  readonly matchCase: boolean;
  readonly wholeWords: boolean;
};

const notInWord = { before: '(?<![\\p{L}\\p{N}_])', after: '(?![\\p{L}\\p{N}_])' } as const;

/**
 * Makes the function that replaces in a value. It may take for ever with an unlucky regular expression: call it where it
 * can be stopped.
 *
 * @throws SonothequeError `pattern-invalid`
 */
export function createReplacer(wanted: Replacement): (value: string) => string {
  const { find, replacement, regularExpression, matchCase, wholeWords } = wanted;
  const source = regularExpression ? `(?:${find})` : find.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&');
  const bounded = wholeWords ? `${notInWord.before}${source}${notInWord.after}` : source;
  const pattern = compile(bounded, matchCase ? 'gu' : 'giu');
  return regularExpression
    ? (value) => value.replace(pattern, replacement)
    : (value) => value.replace(pattern, () => replacement);
}

function compile(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    throw new SonothequeError({
      code: 'pattern-invalid',
      message: `This is no regular expression: ${reasonOf(error)}.`,
      nextStep: 'Correct the pattern, or search for it as plain text.',
    });
  }
}

/** `Invalid regular expression: /(/u: Unterminated group` → `Unterminated group` */
const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split(': ').at(-1) ?? '';

import { splitName } from '../../../src-shared/ucs/index.ts';

const wordPattern = /[\p{L}\p{N}\p{M}]+|\p{Extended_Pictographic}/gu;
const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const ideographOrRun =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]\p{M}*|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+/gu;
const marks = /\p{M}+/gu;

/**
 * Cuts text into the tokens that full text knows: letters and digits of any script, without case and diacritics; scripts
 * written without spaces and emoji character by character. The one definition for index, query and phrase check.
 */
export function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  for (const [word] of text.normalize('NFKC').toLowerCase().matchAll(wordPattern)) {
    if (!ideographs.test(word)) {
      const token = foldMarks(word);
      if (token !== '') tokens.push(token);
      continue;
    }
    for (const [part] of word.matchAll(ideographOrRun)) {
      const token = foldMarks(part);
      if (token !== '') tokens.push(token);
    }
  }
  return tokens;
}

// ASCII needs no decomposition, and nearly every name is ASCII.
const foldMarks = (word: string): string => {
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) > 127) return word.normalize('NFKD').replace(marks, '');
  return word;
};

/** Separates the parts of a sound's search text, so that no phrase runs from one into the next. */
const partSeparator = '\n';

/** Counts changes of what `searchTextOf` and `tokensOf` give: an index filled by an older one is filled again. */
export const searchTextVersion = 2;

/**
 * A sound's search text: tokens with spaces, parts with line feeds. File name and folders, each as written and split
 * (`DoorSlam03.wav` → `doorslam03 wav` and `door slam 03`), and the metadata values.
 *
 * @param displayPath relative to the library, `/` between folders
 */
export function searchTextOf(displayPath: string, values: readonly string[]): string {
  const folders = displayPath.split('/');
  const fileName = folders.pop() ?? '';
  const stem = fileName.replace(/(?<=.)\.[^.]{1,5}$/u, '');
  const parts: string[] = [tokensOf(fileName).join(' '), ...splitDifferently(stem)];
  for (const folder of folders.reverse()) parts.push(tokensOf(folder).join(' '), ...splitDifferently(folder));
  for (const value of values) parts.push(tokensOf(value).join(' '));
  return [...new Set(parts.filter((part) => part !== ''))].join(partSeparator);
}

/** A name's words, where they aren't just its tokens. */
function splitDifferently(name: string): string[] {
  const split = splitName(name).flatMap(tokensOf).join(' ');
  return split === tokensOf(name).join(' ') ? [] : [split];
}

/** Whether some part of a search text holds these tokens one after the other. */
export const holdsPhrase = (searchText: string, tokens: readonly string[]): boolean =>
  standsAlone(searchText, tokens.join(' '), (unit) => unit === space || unit === lineFeed);

const plainText = /^[ -~\s]*$/u;

/** Whether a text has all these tokens; with `prefix`, one that begins like the last. */
export function holdsTokens(text: string, tokens: readonly string[], prefix: boolean): boolean {
  // In ASCII a token is a run of letters and digits: no need to cut the text.
  if (plainText.test(text)) {
    const lower = text.toLowerCase();
    return tokens.every((token, i) => standsAlone(lower, token, separates, prefix && i === tokens.length - 1));
  }
  const words = new Set(tokensOf(text));
  return tokens.every((token, i) =>
    prefix && i === tokens.length - 1 ? [...words].some((word) => word.startsWith(token)) : words.has(token),
  );
}

const space = 0x20;
const lineFeed = 0x0a;
const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
const isSmallLetter = (unit: number): boolean => unit >= 0x61 && unit <= 0x7a;
const separates = (unit: number): boolean => !isDigit(unit) && !isSmallLetter(unit);

/** Whether a part of a text stands between separators or ends; with `openEnd`, after one. */
function standsAlone(text: string, part: string, isSeparator: (unit: number) => boolean, openEnd = false): boolean {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    const end = at + part.length;
    const begins = at === 0 || isSeparator(text.charCodeAt(at - 1));
    if (begins && (openEnd || end === text.length || isSeparator(text.charCodeAt(end)))) return true;
  }
  return false;
}

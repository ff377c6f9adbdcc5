import { splitName } from '../../../src-shared/ucs/index.ts';

const wordPattern = /[\p{L}\p{N}\p{M}]+/gu;
const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const ideographOrRun =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]\p{M}*|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+/gu;
const marks = /\p{M}+/gu;

/**
 * Cuts text into the tokens that full text knows: letters and digits of any script, without case and diacritics; scripts
 * written without spaces character by character. The one definition for index, query and phrase check.
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

/**
 * A sound's search text: tokens with spaces, parts with line feeds. File name without extension and folders, each as
 * written and split (`DoorSlam03` → `doorslam03` and `door slam 03`), and the metadata values.
 *
 * @param displayPath relative to the library, `/` between folders
 */
export function searchTextOf(displayPath: string, values: readonly string[]): string {
  const folders = displayPath.split('/');
  const fileName = folders.pop() ?? '';
  const stem = fileName.replace(/(?<=.)\.[^.]{1,5}$/u, '');
  const parts: string[] = [];
  for (const name of [stem, ...folders.reverse()]) {
    const raw = tokensOf(name).join(' ');
    const split = splitName(name).flatMap(tokensOf).join(' ');
    parts.push(raw);
    if (split !== raw) parts.push(split);
  }
  for (const value of values) parts.push(tokensOf(value).join(' '));
  return [...new Set(parts.filter((part) => part !== ''))].join(partSeparator);
}

/** Whether some part of a search text holds these tokens one after the other. */
export const holdsPhrase = (searchText: string, tokens: readonly string[]): boolean => {
  const phrase = ` ${tokens.join(' ')} `;
  return searchText.split(partSeparator).some((part) => ` ${part} `.includes(phrase));
};

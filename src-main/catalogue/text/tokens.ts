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
export const holdsPhrase = (searchText: string, tokens: readonly string[]): boolean => {
  const phrase = ` ${tokens.join(' ')} `;
  return searchText.split(partSeparator).some((part) => ` ${part} `.includes(phrase));
};

const SHORTEST_HEAD = 8;
const TAIL_CHARACTERS = 14;

/** Cuts between what a person sees as characters. */
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

const fromTheRight =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
/** From the last letter of such a script on: what belongs to neither, then what is written from the left. */
const endFromTheLeft = new RegExp(`^(?<head>.*${fromTheRight.source}[^\\p{L}\\p{N}]*)(?<tail>[\\p{L}\\p{N}].*)$`, 'su');

/**
 * Splits a file name into a head that may be elided and a tail that always stays: the take number and extension by
 * which neighbours differ. Both are laid out on their own, so a cut within letters that run the other way would put them
 * in the wrong order: names written from the right are cut where their end from the left begins.
 */
export function splitForElision(name: string): { readonly head: string; readonly tail: string } {
  const characters = Array.from(segmenter.segment(name), ({ segment }) => segment);
  if (fromTheRight.test(name)) {
    const { head = name, tail = '' } = endFromTheLeft.exec(name)?.groups ?? {};
    const tailCharacters = Array.from(segmenter.segment(tail)).length;
    return tailCharacters > 2 * TAIL_CHARACTERS ? { head: name, tail: '' } : { head, tail };
  }
  if (characters.length < SHORTEST_HEAD + TAIL_CHARACTERS) return { head: name, tail: '' };
  return {
    head: characters.slice(0, -TAIL_CHARACTERS).join(''),
    tail: characters.slice(-TAIL_CHARACTERS).join(''),
  };
}

const controls = /\p{Cc}/gu;
const controlSigns: { readonly [character: string]: string } = { '\n': '¶', '\r': '¶', '\t': '»' };
const OTHER_CONTROL = '\ufffd';
/** Marks that turn all text after them, up to the end of the line: an extension is read backwards by them. */
const turning = /[\u202a-\u202e\u2066-\u2069]/gu;
const BEGIN_APART = '\u2068';
const END_APART = '\u2069';

/** A name on one line and in its own order: a line break or a tab is drawn as a sign, marks that turn text are left out. */
export const onOneLine = (name: string): string =>
  name.replace(turning, '').replace(controls, (character) => controlSigns[character] ?? OTHER_CONTROL);

/** A name within a sentence: whichever way it is written, the words around it stay in their order. */
export function withinWords(name: string): string {
  const line = onOneLine(name);
  return fromTheRight.test(line) ? BEGIN_APART + line + END_APART : line;
}

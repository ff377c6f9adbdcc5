const SHORTEST_HEAD = 8;
const TAIL_CHARACTERS = 14;

/** Cuts between what a person sees as characters. */
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Splits a file name into a head that may be elided and a tail that always stays: the take number and extension by
 * which neighbours differ.
 */
export function splitForElision(name: string): { readonly head: string; readonly tail: string } {
  const characters = Array.from(segmenter.segment(name), ({ segment }) => segment);
  if (characters.length < SHORTEST_HEAD + TAIL_CHARACTERS) return { head: name, tail: '' };
  return {
    head: characters.slice(0, -TAIL_CHARACTERS).join(''),
    tail: characters.slice(-TAIL_CHARACTERS).join(''),
  };
}

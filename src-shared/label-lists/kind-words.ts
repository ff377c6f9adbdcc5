import type { ListRowKind } from './row-kinds.ts';

/** What becomes of lines, after their number, of one as of many: `12 will be labelled`. */
export const kindWords: { readonly [Kind in ListRowKind]: string } = {
  label: 'will be labelled',
  relabel: 'will be labelled instead of what no person said',
  'other-version': 'will be labelled, written in another version of UCS',
  same: 'labelled so already',
  repeated: 'said by another line, too',
  'left-out': 'of another confidence',
  person: 'different from what a person said, which stays',
  contradiction: 'contradicting itself or another line, so not taken',
  unknown: 'without a known category or CatID',
  'missing-file': 'with a file that is not there',
  'not-in-catalogue': 'with a file that is not in the catalogue',
  'several-sounds': 'with a path that several sounds end like',
  unreadable: 'unreadable',
};

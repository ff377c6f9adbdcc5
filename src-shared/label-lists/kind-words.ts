import type { ListRowKind } from './row-kinds.ts';

/** What becomes of lines, after their number: `12 will be labelled`. */
export const kindWords: { readonly [Kind in ListRowKind]: string } = {
  label: 'will be labelled',
  relabel: 'will be labelled instead of what no person said',
  'other-version': 'will be labelled; written in another version of UCS',
  same: 'have this label already',
  repeated: 'are said by another line, too',
  'left-out': 'are of another confidence',
  person: 'differ from what a person said, which stays',
  contradiction: 'contradict each other; neither is taken',
  unknown: 'name no known category or CatID',
  'missing-file': 'name a file that is not there',
  'not-in-catalogue': 'name a file that is not in the catalogue',
  'several-sounds': 'name a path that several sounds end like',
  unreadable: 'cannot be read',
};

/**
 * What an import makes of a line of the list:
 * - `label`: the sound gets its first label; `relabel`: it has another that no person said; `other-version`: the CatID is
 *   of another version of UCS, and the sound is labelled with what it is called now
 * - `same`: the sound has this label; `repeated`: another line says it; `left-out`: of a confidence that isn't wanted
 * - `person`: a person said something else, which stays; `contradiction`: two lines, or two cells, say different things
 * - `unknown`: no CatID or category of the UCS list; `missing-file`: there is no such file; `not-in-catalogue`: there is,
 *   or nobody knows; `several-sounds`: the path ends like those of several sounds; `unreadable`: the line lacks something
 */
export const listRowKinds = [
  'label',
  'relabel',
  'other-version',
  'same',
  'repeated',
  'left-out',
  'person',
  'contradiction',
  'unknown',
  'missing-file',
  'not-in-catalogue',
  'several-sounds',
  'unreadable',
] as const;
export type ListRowKind = (typeof listRowKinds)[number];

/** Lines that become labels. */
export const takenKinds: readonly ListRowKind[] = ['label', 'relabel', 'other-version'];
/** Lines of which nothing is wrong although nothing is done. */
export const idleKinds: readonly ListRowKind[] = ['same', 'repeated', 'left-out'];

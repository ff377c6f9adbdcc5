import type { LibraryWatching } from '../../../src-shared/contract/libraries.ts';

const LATER = 'It is looked through when Sonotheque opens and when you come back to its window.';

/** What a person is told of how changes in a library's folder are noticed. */
export const watchingWords: { readonly [State in LibraryWatching]: string } = {
  watched: 'Changes are noticed at once.',
  off: 'Changes are not looked for.',
  away: 'Its drive is not connected. It is looked through as soon as it is back.',
  'network-drive': `A network drive does not tell of changes. ${LATER}`,
  'too-many-folders': `It has more folders than the system lets programs watch. ${LATER}`,
  'not-possible': `The system does not let it be watched. ${LATER}`,
};

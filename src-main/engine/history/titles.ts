import type { HistoryAction } from '../../../src-shared/contract/history.ts';

/** What a title is made of. */
export type Titled = { readonly action: HistoryAction; readonly detail: string; readonly sounds: number };

const longestDetail = 60;

/** A command as menus say it after “Undo”: `Label 12 sounds DOORWood`. */
export function titleOf({ action, detail, sounds }: Titled): string {
  const count = sounds === 1 ? '1 sound' : `${sounds.toLocaleString('en')} sounds`;
  const short = detail.length > longestDetail ? `${detail.slice(0, longestDetail - 1)}…` : detail;
  const named = short === '' ? '' : ` “${short}”`;
  switch (action) {
    case 'label':
      return `Label ${count}${short && ` ${short}`}`;
    case 'clear':
      return `Clear the label of ${count}`;
    case 'accept':
      return `Accept the suggestion for ${count}${short && ` in ${short}`}`;
    case 'favourite':
      return `Make ${count} a favourite`;
    case 'unfavourite':
      return `Make ${count} no favourite`;
    case 'rate':
      return short === '0' ? `Take the rating off ${count}` : `Rate ${count} ${short}`;
    case 'note':
      return short === '' ? `Remove the note of ${count}` : `Note on ${count}`;
    case 'mark':
      return `Mark ${count}`;
    case 'put-markers':
      return `Set marker${named}`;
    case 'remove-markers':
      return 'Remove markers';
    case 'edit':
      return `Edit ${short || 'metadata'} of ${count}`;
    case 'replace':
      return `Replace ${short} in ${count}`;
    case 'drop-edits':
      return `Forget edits of ${count}`;
    case 'create-collection':
      return `Create collection${named}`;
    case 'change-collection':
      return `Change collection${named}`;
    case 'delete-collection':
      return `Delete collection${named}`;
    case 'add-to-collection':
      return `Add ${count} to${named || ' a collection'}`;
    case 'remove-from-collection':
      return `Remove ${count} from${named || ' a collection'}`;
    case 'move-in-collection':
      return `Reorder ${count} in${named || ' a collection'}`;
    case 'save-search':
      return `Save search${named}`;
    case 'delete-search':
      return `Delete search${named}`;
    case 'import-labels':
      return `Import labels of ${count}${named && ` from${named}`}`;
    case 'use-ucs-list':
      return `Use the UCS list ${short}`;
  }
}

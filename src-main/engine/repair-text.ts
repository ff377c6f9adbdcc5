import type { CatalogueRepair } from '../catalogue/index.ts';

/** What had to be mended on opening, for a person. */
export function repairText({ kind, sounds }: CatalogueRepair): string {
  return kind === 'index-rebuilt'
    ? `The index beside the catalogue was missing or damaged and was begun anew; labels are safe. Index again to listen to ${sounds} sounds.`
    : `${sounds} sounds are newer than the index beside the catalogue. Index again to listen to them.`;
}

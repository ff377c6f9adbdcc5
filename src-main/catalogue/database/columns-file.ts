import { rmSync } from 'node:fs';

/** Columns of a catalogue as a reader kept them; as rebuildable as the index, and like it of one catalogue only. */
export const columnsPathOf = (cataloguePath: string): string => `${cataloguePath}-index-columns`;

/** For before rows change without the revision that would tell of it, as repairs do. */
export function forgetColumns(cataloguePath: string): void {
  rmSync(columnsPathOf(cataloguePath), { force: true });
}

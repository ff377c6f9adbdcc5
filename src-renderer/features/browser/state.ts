import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import type { Expansion, QueryError } from '../../../src-shared/query/index.ts';
import { type ColumnLayout, initialLayout, type RowHeight } from './column-layout.ts';
import { noHistory, type QueryHistory } from './query-history.ts';
import type { Pages } from './result-pages.ts';
import { noRows, type RowRanges } from './row-ranges.ts';
import type { SoundQuery } from './sound-query.ts';

/** What the table shows: one result set of the engine and the pages of it that are here. */
export type Results = {
  readonly id: number;
  readonly count: number;
  readonly pages: Pages;
  /** What it answers; a refresh of the same keeps its place. */
  readonly query: SoundQuery;
  /** What similar sounds were looked for to, and how; `null` for those of the query. */
  readonly like: string | null;
  /** What the thesaurus widened the search to. */
  readonly expandedTo: readonly Expansion[];
};

export type Selection = {
  readonly row: number;
  /** `null` until its page is here. */
  readonly sound: SoundRecord | null;
  /** It came back on the way out of somewhere, nobody chose it: it is shown and not played. */
  readonly cameBack?: true;
};

export type BrowserState = {
  readonly query: SoundQuery;
  readonly history: QueryHistory;
  /** What is wrong with the text, and where. */
  readonly problem: QueryError | null;
  readonly failure: Failure | null;
  readonly results: Results | null;
  /** The chosen sound: what is heard, shown and decided on. */
  readonly selection: Selection | null;
  /** Rows of the results that are selected; the chosen sound's among them. */
  readonly selected: RowRanges;
  /** Where a selection by Shift begins. */
  readonly anchor: number | null;
  readonly layout: ColumnLayout;
  readonly rowHeight: RowHeight;
  /** Where the menu of the selection is open, in pixels of the window. */
  readonly menuAt: { readonly x: number; readonly y: number } | null;
  /** Where the table is to scroll, because rows moved: a row, possibly a fraction further, for its upper edge. */
  readonly scrollTo: { readonly firstRow: number } | null;
  /** Sounds of the whole catalogue; `null` before the first answer. */
  readonly totalSounds: number | null;
  readonly failedSounds: number;
};

export const initialBrowserState: BrowserState = {
  query: { text: '', narrowing: {}, thesaurus: true, sort: { by: 'path' } },
  history: noHistory,
  problem: null,
  failure: null,
  results: null,
  selection: null,
  selected: noRows,
  anchor: null,
  layout: initialLayout,
  rowHeight: 'normal',
  menuAt: null,
  scrollTo: null,
  totalSounds: null,
  failedSounds: 0,
};

import type {
  CategoryBranch,
  FacetCounts,
  FacetName,
  FolderBranch,
  LibraryBranch,
} from '../../../src-shared/contract/facets.ts';
import type { Failure } from '../../../src-shared/contract/failures.ts';

export const panelParts = ['libraries', 'categories', 'searches', 'collections', 'facets'] as const;
export type PanelPart = (typeof panelParts)[number];

export type PanelState = {
  /** What lies in each library of the sounds that are asked for; `null` before the first answer. */
  readonly libraries: readonly LibraryBranch[] | null;
  /** Folders right below those that are open, by their key in the tree. */
  readonly folders: ReadonlyMap<string, readonly FolderBranch[]>;
  readonly categories: readonly CategoryBranch[] | null;
  readonly facets: FacetCounts | null;
  readonly failure: Failure | null;
  /** Keys of open branches in both trees. */
  readonly openBranches: readonly string[];
  /** How many rows of a long branch are shown, where it is more than at first. */
  readonly shownRows: ReadonlyMap<string, number>;
  readonly closedParts: readonly PanelPart[];
  readonly openFacets: readonly FacetName[];
};

export const initialPanelState: PanelState = {
  libraries: null,
  folders: new Map(),
  categories: null,
  facets: null,
  failure: null,
  openBranches: [],
  shownRows: new Map(),
  closedParts: [],
  openFacets: ['containers', 'durations'],
};

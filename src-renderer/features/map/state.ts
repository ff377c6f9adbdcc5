import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { LibraryId, SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { ProjectionMethod, ProjectionsState } from '../../../src-shared/contract/projections.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import type { ColouredBy, Counts, FoundPoint } from './map-protocol.ts';
import type { Cluster } from './point-grid.ts';

/** What of a map is in the window, beside its points. */
export type LoadedMap = {
  /** Another number: other points. */
  readonly serial: number;
  readonly method: ProjectionMethod;
  readonly count: number;
  readonly categories: readonly string[];
  readonly libraries: readonly { readonly id: LibraryId; readonly name: string }[];
  readonly clusters: readonly Cluster[];
  readonly counts: Counts;
};

export type MapState = {
  /** What the engine keeps; `null` before it said so. */
  readonly kept: ProjectionsState | null;
  readonly method: ProjectionMethod;
  readonly loaded: LoadedMap | null;
  readonly isLoading: boolean;
  readonly failure: Failure | null;
  readonly by: ColouredBy;
  /** Numbers that the legend has taken out of sight. */
  readonly hidden: readonly number[];
  /** Points below the pointer are heard. */
  readonly hovers: boolean;
  /** Dragging draws a line around sounds. */
  readonly isLassoing: boolean;
  /** Only what the library's search finds stands out. */
  readonly isRestricted: boolean;
  /** 1 for each point that stands out; `null`: all alike. */
  readonly marks: Uint8Array | null;
  /** What a line was drawn around. */
  readonly chosen: { readonly ids: readonly SoundId[] } | null;
  /** The point that the keyboard or the pointer is at, with its sound once that is known. */
  readonly focus: (FoundPoint & { readonly sound: SoundRecord | null }) | null;
};

export const initialMapState: MapState = {
  kept: null,
  method: 't-sne',
  loaded: null,
  isLoading: false,
  failure: null,
  by: 'categories',
  hidden: [],
  hovers: true,
  isLassoing: false,
  isRestricted: false,
  marks: null,
  chosen: null,
  focus: null,
};

/** What the thread that keeps the points of the map is asked and answers. */
import type { Box, Direction } from './geometry.ts';
import type { Cluster } from './point-grid.ts';

export type ColouredBy = 'categories' | 'libraries' | 'certainties';

export type MapRequest =
  | { readonly kind: 'begin' | 'finish' }
  | { readonly kind: 'chunk'; readonly bytes: ArrayBuffer }
  /** Which numbers are not seen: 1 each of 256. */
  | { readonly kind: 'hide'; readonly by: ColouredBy; readonly numbers: Uint8Array }
  /** `null`: all. */
  | { readonly kind: 'found'; readonly soundIds: Uint32Array | null }
  | { readonly kind: 'nearest'; readonly id: number; readonly x: number; readonly y: number; readonly reach: number }
  | { readonly kind: 'next'; readonly id: number; readonly from: number; readonly direction: Direction }
  | { readonly kind: 'sound'; readonly id: number; readonly soundId: number }
  /** Corners of a polygon: x, y, x, y… */
  | { readonly kind: 'inside'; readonly id: number; readonly corners: Float32Array };

export type FoundPoint = { readonly point: number; readonly soundId: number; readonly x: number; readonly y: number };

export type Counts = { readonly [By in ColouredBy]: Uint32Array };

export type MapReady = {
  readonly kind: 'ready';
  readonly count: number;
  readonly places: Float32Array;
  /** Category, certainty, library and 0 of each point. */
  readonly facts: Uint8Array;
  readonly box: Box;
  readonly clusters: readonly Cluster[];
  readonly counts: Counts;
};

export type MapAnswer =
  | MapReady
  /** 1 for each point that is searched for; `null`: all are. */
  | { readonly kind: 'found'; readonly marks: Uint8Array | null }
  | { readonly kind: 'point'; readonly id: number; readonly point: FoundPoint | null }
  | { readonly kind: 'inside'; readonly id: number; readonly points: Uint32Array; readonly soundIds: Uint32Array };

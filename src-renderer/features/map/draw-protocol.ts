/** What the thread that draws the map is told and answers. */
import type { Size, View } from './geometry.ts';
import type { Look, PainterKind } from './paint-points.ts';

/** What of the map is to be seen now. */
export type Sight = {
  readonly view: View;
  /** In pixels of the page. */
  readonly area: Size;
  /** How much nearer than all of it. */
  readonly zoom: number;
  /** More will follow: a sample will do. */
  readonly isMoving: boolean;
};

export type DrawRequest =
  | { readonly kind: 'canvas'; readonly canvas: OffscreenCanvas }
  /** In pixels of the screen. */
  | { readonly kind: 'size'; readonly width: number; readonly height: number }
  | { readonly kind: 'points'; readonly places: Float32Array; readonly facts: Uint8Array }
  | { readonly kind: 'marks'; readonly marks: Uint8Array | null }
  | { readonly kind: 'look'; readonly look: Look }
  | { readonly kind: 'draw'; readonly sight: Sight };

export type DrawAnswer = { readonly kind: 'painter'; readonly painter: PainterKind | 'none' };

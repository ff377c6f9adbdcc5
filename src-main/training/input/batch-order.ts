/** Which numbers of a file make up a batch, and what is changed of them. */
import type { FrameChange } from '../augmentation/index.ts';

/** How the input file is laid out. */
export type InputLayout =
  /** Mel rows of 96 float16; a frame is 100 of them. */
  | { readonly kind: 'spectra'; readonly rows: number; readonly bands: number }
  /** One embedding a frame, float32. */
  | { readonly kind: 'embeddings'; readonly size: number };

export type BatchOrder = {
  /** First row (or embedding) of each frame in the file. */
  readonly first: Float64Array;
  /** How many rows there are; what lacks is silence. Always 1 for embeddings. */
  readonly count: Int32Array;
  /** One a frame, shifts left out: they are in `first`. `null`: none. */
  readonly changes: readonly FrameChange[] | null;
  /** mixup: the partner of each frame, and the share that is its own. */
  readonly mix: { readonly partners: Int32Array; readonly share: number } | null;
};

/** Numbers in a frame. */
export function frameSize(layout: InputLayout): number {
  return layout.kind === 'spectra' ? layout.rows * layout.bands : layout.size;
}

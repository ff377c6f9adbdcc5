/** What the thread that makes maps is asked and answers. */
import type { ProjectionStep } from '../../learning/index.ts';

export type ProjectionRequest = { readonly id: number; readonly command: string; readonly args: readonly unknown[] };

export type ProjectionAnswer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly fault: string }
  /** Unasked: how far it is. */
  | { readonly progress: ProjectionStep };

import { childMemoryLimit } from '../../children/index.ts';

export type MemoryLimits = { readonly decode: number; readonly encode: number };

/** Several times what real files take; a leak is stopped before the machine begins to swap. */
export function defaultMemoryLimits(): MemoryLimits {
  return { decode: childMemoryLimit(1_536), encode: childMemoryLimit(4_096) };
}

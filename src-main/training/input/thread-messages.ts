import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { InputLayout } from './batch-order.ts';

export type InputThreadData = { readonly file: string; readonly layout: InputLayout };

/** One an order, in their order. */
export type InputAnswer = { readonly values: Float32Array<ArrayBuffer> } | { readonly failure: Failure };

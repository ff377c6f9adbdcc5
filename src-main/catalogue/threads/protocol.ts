import type { Failure } from '../../../src-shared/contract/failures.ts';

/** What a thread can be asked: synchronous functions of cloneable arguments with cloneable results. */
export type Commands = { readonly [name: string]: (...args: never[]) => unknown };

export type Request = { readonly id: number; readonly command: string; readonly args: readonly unknown[] };

/** Asks a thread to end by itself. */
export const endRequest = 'end';

export type Response =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly failure: Failure }
  /** A mistake in our code. */
  | { readonly id: number; readonly fault: string };

/** What a thread says unasked. */
export type Notice = { readonly committedRevision: number; readonly quietly: boolean };

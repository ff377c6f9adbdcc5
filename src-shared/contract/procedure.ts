import { oc } from '@orpc/contract';
import { z } from 'zod';
import type { Failure } from './failures.ts';

/**
 * Grows when a client of before can't work with an engine of now, or the reverse. Adding a procedure does not: whoever
 * calls one that isn't there is told so.
 */
export const CONTRACT_VERSION = 1;

const failureSchema: z.ZodType<Failure> = z.object({
  code: z.string(),
  message: z.string(),
  nextStep: z.string().nullable(),
});

/** What the rest of the product may know about a procedure without calling it. */
type ProcedureMeta = {
  /**
   * Sent again after a lost connection: `always` changes nothing or the same thing twice; `never` is answered with
   * `connection-lost`, and a person looks what became of it.
   */
  readonly resend: 'always' | 'never';
};

/**
 * The beginning of every procedure: an expected failure travels as `FAILURE` and arrives as a SonothequeError. Inputs
 * are parsed (they come from outside); outputs are our own and only typed.
 */
const procedure = oc.$meta<ProcedureMeta>({ resend: 'never' }).errors({ FAILURE: { data: failureSchema } });

/** Only looks, or may be done twice without harm. */
export const repeatable = procedure.meta({ resend: 'always' });

/** Starts or changes something. */
export const command = procedure;

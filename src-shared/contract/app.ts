import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import { pathInput } from './inputs.ts';
import type { Licence } from './licences.ts';
import { command, repeatable } from './procedure.ts';

/** Who answers. */
export type EngineFacts = {
  readonly version: string;
  readonly processId: number;
  /** Absolute path of the catalogue. */
  readonly catalogue: string;
  readonly readOnly: boolean;
  /** What had to be mended on opening, for a person. */
  readonly repairs: readonly string[];
};

/** Which way of running the encoder was taken, and what was wrong with those that would have been faster. */
export type EncoderInUse = {
  readonly modelVersion: string;
  readonly backend: string;
  readonly precision: 'int8' | 'fp32';
  /** It listens now; else it did last. */
  readonly isOpen: boolean;
  /** How the one that was taken showed that it computes rightly. */
  readonly chosen: string;
  /** Those that were tried before it, in their order, each with what stood in the way. */
  readonly refused: readonly string[];
};

/** One line of a doctor's report. */
export type Finding = {
  readonly name: string;
  readonly ok: boolean;
  /** Not needed: something else does the work. */
  readonly optional: boolean;
  readonly detail: string;
  readonly howToGet: string | null;
};

/** Parts of sounds that were made for other programs to take; they can be made again. */
export type CacheFacts = { readonly folder: string; readonly bytes: number; readonly mostBytes: number };

export const app = {
  facts: repeatable.output(type<EngineFacts>()),
  /** `null` before anything was listened to. */
  encoder: repeatable.output(type<EncoderInUse | null>()),
  /** Looks at everything the product leans on. */
  examine: repeatable.output(eventIterator(type<Finding>())),
  /** Everything in the program that others made, by name, with the text of its licence. */
  licences: repeatable.output(type<readonly Licence[]>()),
  cache: repeatable.output(type<CacheFacts>()),
  /** Deletes what can be made again, but for what another program may be copying now. */
  clearCache: repeatable.output(type<CacheFacts>()),
  /** Writes what a bug report needs into one file; no sounds, no file names unless asked. */
  writeBundle: command
    .input(z.object({ file: pathInput, withPaths: z.boolean().default(false) }))
    .output(type<{ readonly file: string; readonly bytes: number }>()),
};

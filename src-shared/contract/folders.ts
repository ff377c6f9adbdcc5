import { type } from '@orpc/contract';
import { z } from 'zod';
import { pathInput } from './inputs.ts';
import { repeatable } from './procedure.ts';

/** A folder of this machine, for choosing one where the system's own dialogue can't be had. */
export type FolderListing = {
  /** Absolute. */
  readonly path: string;
  /** `null` at the top. */
  readonly parent: string | null;
  readonly folders: readonly { readonly name: string; readonly path: string }[];
  /** How many files directly in it have the name of a sound. */
  readonly soundFiles: number;
  /** Places to begin at: home, drives. */
  readonly places: readonly { readonly name: string; readonly path: string }[];
};

export const folders = {
  /** @param path absolute; `null`: the person's home */
  list: repeatable.input(z.object({ path: pathInput.nullable() })).output(type<FolderListing>()),
};

import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import { pathInput } from './inputs.ts';
import { command, repeatable } from './procedure.ts';
import type { CatalogueStatusReport } from './sounds.ts';

/** A copy of what people made; vectors and peaks are made anew by listening. */
export type BackupRecord = {
  /** Absolute. */
  readonly file: string;
  readonly madeAt: Date;
  readonly bytes: number;
  readonly sounds: number;
  readonly labels: number;
};

export const catalogue = {
  status: repeatable.output(type<CatalogueStatusReport & { readonly encoder: string | null }>()),
  /** A new revision after each change of sounds, labels or suggestions, a few a second at most; the present one first. */
  watch: repeatable.output(eventIterator(type<{ readonly revision: number }>())),
  backups: repeatable.output(type<readonly BackupRecord[]>()),
  backUp: repeatable.output(type<BackupRecord>()),
  /** Sets the present catalogue aside, never deletes it, and goes on with the backup. */
  restore: command.input(z.object({ file: pathInput })).output(type<{ readonly setAside: string | null }>()),
};

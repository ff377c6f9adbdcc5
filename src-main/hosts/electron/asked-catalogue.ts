import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Failure } from '../../../src-shared/contract/failures.ts';

/** What files that open in Sonotheque end in. */
export const CATALOGUE_EXTENSION = 'sonotheque';

type AskedCatalogue = {
  /** Absolute path; null for the platform's own. */
  readonly catalogue: string | null;
  /** Why what was named is not opened. */
  readonly refusal: Failure | null;
};

/**
 * Which catalogue a start asks for: behind `--catalogue`, or a file that a file browser hands over.
 *
 * @param values what was written behind the program's name; Chromium's own switches may stand among them
 */
export function askedCatalogue(values: readonly string[]): AskedCatalogue {
  const { values: named, positionals } = parseArgs({
    args: [...values],
    options: { catalogue: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  if (typeof named.catalogue === 'string') return { catalogue: path.resolve(named.catalogue), refusal: null };
  const [handedOver] = positionals;
  if (handedOver === undefined) return { catalogue: null, refusal: null };
  const file = pathOf(handedOver);
  const refusal = refusedFile(file);
  return { catalogue: refusal === null ? file : null, refusal };
}

/** Linux desktops name files by address. */
function pathOf(name: string): string {
  const isAddress = URL.parse(name)?.protocol === 'file:';
  try {
    return isAddress ? fileURLToPath(name) : path.resolve(name);
  } catch {
    // An address on another machine.
    return path.resolve(name);
  }
}

/** Why a file that was handed over can't be opened, as far as its name says; null where it may be a catalogue. */
export function refusedFile(file: string): Failure | null {
  if (path.extname(file).toLowerCase() !== `.${CATALOGUE_EXTENSION}`) {
    return {
      code: 'not-a-catalogue',
      message: `${path.basename(file)} is not a catalogue of Sonotheque.`,
      nextStep: `Choose a file that ends in .${CATALOGUE_EXTENSION}. To add sounds, choose “Add folder…” in the File menu.`,
    };
  }
  if (!fs.existsSync(file)) {
    return {
      code: 'catalogue-missing',
      message: `There is no catalogue at ${file}.`,
      nextStep: 'Connect the drive it lies on, or choose another catalogue in the File menu.',
    };
  }
  return null;
}

import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import { type Licence, licence } from '../../src-shared/contract/licences.ts';

/**
 * Everything in the program that others made, with its licence: collected by the build, beside the bundle.
 *
 * @throws SonothequeError `asset-missing` where it was never built
 */
export async function readLicences(): Promise<readonly Licence[]> {
  const fromSource = import.meta.url.endsWith('.ts');
  const file = fileURLToPath(new URL(fromSource ? '../../dist/licences.json' : './licences.json', import.meta.url));
  try {
    return z.array(licence).parse(JSON.parse(await fs.promises.readFile(file, 'utf8')));
  } catch (error) {
    throw new SonothequeError(
      {
        code: 'asset-missing',
        message: 'The list of licences is missing from the program.',
        nextStep: 'Install the program again. The file LICENSES.txt beside it says the same.',
      },
      { cause: error },
    );
  }
}

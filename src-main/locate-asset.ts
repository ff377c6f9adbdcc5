import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SonothequeError } from '../src-shared/contract/failures.ts';

/**
 * Finds a built file: next to the bundle that asks, or in `dist` of the package when running from source.
 *
 * @param moduleUrl `import.meta.url` of the asking module
 * @throws SonothequeError `asset-missing` when it was never built
 */
export function locateAsset(name: string, moduleUrl: string): string {
  let folder = dirname(fileURLToPath(moduleUrl));
  const beside = join(folder, name);
  if (existsSync(beside)) return beside;
  for (;;) {
    const built = join(folder, 'dist', name);
    if (existsSync(built)) return built;
    const parent = dirname(folder);
    if (parent === folder || existsSync(join(folder, 'package.json'))) break;
    folder = parent;
  }
  throw new SonothequeError({
    code: 'asset-missing',
    message: `A part of the program, ${name}, is missing.`,
    nextStep: 'Run "npm run build", or install the program again.',
  });
}

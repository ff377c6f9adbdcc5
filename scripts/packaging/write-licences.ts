import fs from 'node:fs';
import path from 'node:path';
import type { Licence } from '../../src-shared/contract/licences.ts';
import { licenceOfPackage, licencesOfOtherParts } from './collect-licences.ts';
import { packageFolderOf, runtimeScripts } from './runtime-closure.ts';

/**
 * Writes what is part of the program and under which licence, for people (LICENSES.txt) and for the About page
 * (licences.json).
 *
 * @param bundled every file that went into a bundle, relative to the root
 * @throws Error where a licence's text is missing
 */
export async function writeLicences(root: string, folder: string, bundled: readonly string[]): Promise<void> {
  const files = [...bundled, ...(await runtimeScripts(root))];
  // The decoder's binaries are packages of their own, another for each system: node-av speaks for them.
  const packages = new Set(files.map(packageFolderOf).filter((name) => name !== null));
  const licences = [
    ...[...packages, 'node_modules/electron'].map((name) => licenceOfPackage(root, path.join(root, name))),
    ...licencesOfOtherParts(root),
  ].sort((one, other) => one.name.localeCompare(other.name, 'en'));
  fs.writeFileSync(path.join(folder, 'licences.json'), JSON.stringify(licences));
  fs.writeFileSync(path.join(folder, 'LICENSES.txt'), asText(licences));
}

function asText(licences: readonly Licence[]): string {
  const parts = licences.map(({ name, version, licence, homepage, text }) =>
    [[name, version].filter(Boolean).join(' '), licence, homepage, '', text].filter((line) => line !== null).join('\n'),
  );
  const head =
    'Sonotheque is free software under the GNU General Public License, version 3 or later: see the file LICENSE.\n' +
    'It contains or brings along these works. Electron contains Chromium: LICENSES.chromium.html names its parts.';
  return `${[head, ...parts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { packagerFolder } from './run-packager.ts';

/** What of the packager's own archive library is used; it is installed with the packager. */
type Archives = {
  listPackage(archive: string, options: { readonly isPack: boolean }): string[];
  extractFile(archive: string, file: string): Buffer;
  statFile(archive: string, file: string): object;
};

const isPackedFile = z.object({ offset: z.string() });

/**
 * Turns `app.asar` of packed resources into a folder of what lies inside it; what lies beside it stays there.
 *
 * @returns the names of the files in it
 */
export function openArchive(root: string, resources: string): readonly string[] {
  const require = createRequire(path.join(packagerFolder(root), 'package.json'));
  const archives: Archives = require('@electron/asar');
  const closed = path.join(resources, 'app.asar.closed');
  const folder = path.join(resources, 'app.asar');
  fs.renameSync(folder, closed);
  const files: string[] = [];
  for (const listed of archives.listPackage(closed, { isPack: false })) {
    const file = listed.replace(/^[\\/]/u, '');
    const facts = archives.statFile(closed, file);
    if (!isPackedFile.safeParse(facts).success || 'unpacked' in facts) continue;
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), archives.extractFile(closed, file));
    files.push(file.replaceAll('\\', '/'));
  }
  fs.rmSync(closed);
  return files;
}

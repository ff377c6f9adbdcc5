import fs from 'node:fs';
import path from 'node:path';

/** What lies in the archive: all but `asarUnpack` of electron-builder.yml. */
const IN_ARCHIVE: readonly string[] = ['package.json', 'dist/electron-main.mjs', 'dist/electron-preload.cjs'];
/** What electron-builder puts elsewhere. */
const ELSEWHERE: readonly string[] = ['LICENSE', 'LICENSES.txt'];

/** Turns a staged folder into what the packager makes of it, with the archive as a folder, as Electron shows it. */
export function layOutAsPacked(staged: string, resources: string): void {
  const archive = path.join(resources, 'app.asar');
  const beside = path.join(resources, 'app.asar.unpacked');
  fs.mkdirSync(path.join(archive, 'dist'), { recursive: true });
  fs.renameSync(staged, beside);
  for (const file of IN_ARCHIVE) fs.renameSync(path.join(beside, file), path.join(archive, file));
  fs.copyFileSync(path.join(archive, 'package.json'), path.join(beside, 'package.json'));
  for (const file of ELSEWHERE) fs.rmSync(path.join(beside, file));
}

import fs from 'node:fs';
import path from 'node:path';
import { nativeParts, runtimeScripts, type Target } from './runtime-closure.ts';

/** Built files that nobody needs to run the program. */
const NOT_SHIPPED = new Set(['.sonotheque-build']);

/**
 * Puts together what is packed for a target, and nothing else: the built files, the scripts and native parts of the
 * packages outside the bundles, the sounds that come along, licences.
 *
 * @param folder emptied first
 * @throws Error naming the first part that is missing, and how it comes here
 */
export async function stageApp(root: string, target: Target, folder: string): Promise<void> {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const copy = (from: string, to = from) => {
    if (!fs.existsSync(path.join(root, from))) {
      throw new Error(
        `${from} is not here. Run on ${target.platform}-${target.arch}, or install its packages with ` +
          `"npm ci --ignore-scripts --os=${target.platform} --cpu=${target.arch}" first.`,
      );
    }
    fs.cpSync(path.join(root, from), path.join(folder, to), { recursive: true, dereference: true });
  };
  for (const name of fs.readdirSync(path.join(root, 'dist'))) {
    if (!NOT_SHIPPED.has(name)) copy(`dist/${name}`);
  }
  copy('e2e/starter-sounds');
  copy('LICENSE');
  copy('dist/LICENSES.txt', 'LICENSES.txt');
  for (const file of await runtimeScripts(root)) copy(file);
  for (const file of nativeParts(target)) copy(file);
  fs.writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(factsOfApp(root), null, 2)}\n`);
}

/** Names no dependency: all of them are in place already, and the packager must look for no more. */
function factsOfApp(root: string): object {
  const { name, version, description, license } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY } = process.env;
  // A Debian package names its project's page.
  const homepage = GITHUB_REPOSITORY && `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}`;
  const author = 'the authors of Sonotheque';
  return { name, version, description, license, author, homepage, type: 'module', main: 'dist/electron-main.mjs' };
}

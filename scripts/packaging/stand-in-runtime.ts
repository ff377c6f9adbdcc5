import fs from 'node:fs';
import path from 'node:path';

/**
 * A folder that the packager takes for Electron's runtime: its program is Node, so that the packed tree can be started
 * where there is no runtime.
 *
 * @param node absolute path of the program that stands in
 */
export function writeStandInRuntime(folder: string, node: string): void {
  fs.mkdirSync(path.join(folder, 'locales'), { recursive: true });
  fs.mkdirSync(path.join(folder, 'resources'));
  fs.writeFileSync(path.join(folder, 'electron'), `#!/bin/sh\nexec "${node}" "$@"\n`, { mode: 0o755 });
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version', 'locales/en-US.pak', 'locales/de.pak']) {
    fs.writeFileSync(path.join(folder, name), 'stand-in');
  }
}

/**
 * Loaded before everything else in a Node process or thread: writes each module and native library that it loads into the
 * file that SONOTHEQUE_TRACE names, one a line.
 */
import fs from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const file = process.env.SONOTHEQUE_TRACE;
const seen = new Set();
const note = (loaded) => {
  if (seen.has(loaded)) return;
  seen.add(loaded);
  fs.appendFileSync(file, `${loaded}\n`);
};

registerHooks({
  load(url, context, next) {
    if (url.startsWith('file:')) note(fileURLToPath(url));
    return next(url, context);
  },
});

/** Libraries that a native module brought with it. */
function noteLibraries() {
  if (process.platform !== 'linux') return;
  for (const line of fs.readFileSync('/proc/self/maps', 'utf8').split('\n')) {
    const [, library] = /\s(\/\S+\.(?:so[.\d]*|node))$/u.exec(line) ?? [];
    if (library) note(library);
  }
}

const { dlopen } = process;
process.dlopen = (...values) => {
  note(values[1]);
  dlopen.apply(process, values);
  noteLibraries();
};

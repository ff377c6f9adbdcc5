/**
 * Loaded before the packed main process: what it imports as `electron` is the stand-in of the tests. Once its window is
 * there, says on standard output what the window and the engine process answered, and quits.
 */
import { registerHooks } from 'node:module';
import { StandInElectron } from '../../../src-main/hosts/electron/testing/electron-stand-in.ts';

const { SONOTHEQUE_APP_DATA = '', SONOTHEQUE_CATALOGUE = '' } = process.env;
const ORIGIN = 'sonotheque://app';

const electron = new StandInElectron(SONOTHEQUE_APP_DATA);
electron.packaged = true;
const place = Symbol.for('sonotheque.electron');
const { api } = electron;
Object.defineProperty(globalThis, place, { value: api });
const source = `
  const api = globalThis[Symbol.for('${place.description}')];
  // A packed program has no script among its arguments.
  process.argv.splice(1, Infinity, '--catalogue', ${JSON.stringify(SONOTHEQUE_CATALOGUE)});
  export const { ${Object.keys(api).join(', ')} } = api;`;

registerHooks({
  resolve: (name, context, next) =>
    name === 'electron' ? { url: 'electron:stand-in', shortCircuit: true } : next(name, context),
  load: (url, context, next) =>
    url === 'electron:stand-in' ? { format: 'module', source, shortCircuit: true } : next(url, context),
});

async function drive(): Promise<void> {
  while (electron.windows.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  const contents = electron.windows[0]?.webContents;
  await contents?.loaded;
  const page = await contents?.page.response.text();
  const [, script = ''] = /src="\.?\/?([^"]+\.js)"/u.exec(page ?? '') ?? [];
  const statusOf = async (path: string) => (await electron.fetch(`${ORIGIN}/${path}`)).status;
  const answers = {
    page: contents?.page.response.status,
    script: await statusOf(script),
    peaks: await statusOf('peaks/1'),
    audio: await statusOf('audio/1'),
    host: Object.keys(Object(Reflect.get(contents?.page.mainWorld ?? {}, 'sonotheque'))).length > 0,
    messageBoxes: electron.messageBoxes.map(({ message }) => message),
  };
  electron.quit();
  await electron.hasEnded;
  process.stdout.write(`${JSON.stringify(answers)}\n`, () => process.exit(0));
}
drive().catch((error: unknown) => {
  process.stderr.write(`${error}\n`, () => process.exit(1));
});

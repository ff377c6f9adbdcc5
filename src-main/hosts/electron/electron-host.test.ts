import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { APP_ORIGIN, APP_PAGE } from './app-origin.ts';
import { channels } from './channels.ts';
import type { StandInElectron } from './testing/electron-stand-in.ts';
import { hostOf, InstalledProgram, openedWindow } from './testing/program.test-support.ts';
import type { StandInWindow } from './testing/stand-in-page.ts';

/** Nothing here needs an engine; one that only waits starts faster. */
const idleEngine = new URL('./testing/idle-engine.ts', import.meta.url).pathname;

let program: InstalledProgram;
let electron: StandInElectron;
let window: StandInWindow;
beforeEach(async () => {
  program = new InstalledProgram();
  await program.install();
  electron = await program.start(idleEngine);
  window = await openedWindow(electron);
});
afterEach(() => program.remove());

describe('the window', () => {
  it('is sandboxed, isolated, and without Node', () => {
    expect(electron.sandboxed).toBe(true);
    expect(window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    });
  });

  it('runs without V8’s protection keys, and so does the engine process', () => {
    expect(electron.switches.get('js-flags')).toBe('--no-memory-protection-keys');
    expect(electron.forkOptions[0]?.execArgv).toEqual(['--js-flags=--no-memory-protection-keys']);
  });

  it('shows only our own page, from a scheme of its own', () => {
    expect(window.webContents.page.url).toBe(APP_PAGE);
    expect(electron.schemes).toEqual([
      {
        scheme: 'sonotheque',
        privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
      },
    ]);
    expect(window.calls).toContain('show');
  });

  it('gives the page exactly what its contract names', () => {
    expect(Object.keys(window.webContents.page.mainWorld)).toEqual(['location', 'sonotheque']);
    expect(Object.keys(hostOf(window.webContents.page)).sort()).toEqual([
      'checkForUpdates',
      'chooseFolders',
      'copySoundPath',
      'dragOut',
      'kind',
      'onMenuCommand',
      'openCatalogue',
      'pathsOfDropped',
      'requestEnginePort',
      'revealSent',
      'revealSound',
      'saveList',
    ]);
  });

  it('looks for updates when its page asks, and not before', async () => {
    expect(program.updateChecks).toBe(0);
    expect(await hostOf(window.webContents.page).checkForUpdates()).toEqual({ kind: 'newest', version: '0.1.0' });
    expect(program.updateChecks).toBe(1);
  });

  it.each(['https://example.org/', 'file:///etc/passwd', 'sonotheque://elsewhere/index.html', 'data:text/html,x'])(
    'does not go to %s, nor opens it',
    (url) => {
      for (const how of ['will-navigate', 'will-frame-navigate', 'will-redirect'] as const) {
        expect(window.webContents.mayGo(how, url)).toBe(false);
      }
      expect(window.webContents.opens(url)).toBe(false);
    },
  );

  it('may load its page again, and attaches no other', () => {
    expect(window.webContents.mayGo('will-navigate', APP_PAGE)).toBe(true);
    expect(window.webContents.mayGo('will-attach-webview', APP_PAGE)).toBe(false);
    expect(window.webContents.opens(APP_PAGE)).toBe(false);
  });

  it('stands where it stood last', async () => {
    window.options.x = 100;
    window.options.width = 1_000;
    electron.quit();
    await electron.hasEnded;
    const next = await openedWindow(await program.start(idleEngine));
    expect(next.options).toMatchObject({ x: 100, width: 1_000 });
  });

  it('is loaded again when its page dies, but not for ever', () => {
    const { webContents } = window;
    webContents.die();
    webContents.die();
    webContents.die();
    expect(electron.messageBoxes).toEqual([]);
    webContents.die();
    expect(electron.messageBoxes).toMatchObject([{ message: 'The window of Sonotheque keeps ending.' }]);
  });
});

describe('the session', () => {
  it('grants nothing', async () => {
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'usb']) {
      expect(await electron.grants(permission)).toBe(false);
    }
    expect(electron.grantsUnasked()).toBe(false);
    expect(electron.downloads()).toBe(false);
  });

  it.each(['https://example.org/', 'http://127.0.0.1:80/', 'ws://example.org/', 'file:///etc/passwd', 'ftp://a/b'])(
    'reaches nothing at %s',
    async (url) => {
      await expect(electron.fetch(url)).rejects.toThrow('ERR_BLOCKED_BY_CLIENT');
    },
  );
});

describe('the page’s files', () => {
  it('come with a strict content security policy', async () => {
    const answer = await electron.fetch(APP_PAGE);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
    expect(await answer.text()).toContain('Sonotheque');
    expect((await electron.fetch(`${APP_ORIGIN}/assets/main.js`)).headers.get('content-type')).toContain('javascript');
  });

  it.each([
    '/../preload.cjs',
    '/%2e%2e/preload.cjs',
    '/assets/..%2f..%2fpreload.cjs',
    '/assets/%5c..%5c..%5cpreload.cjs',
    '//etc/passwd',
    '/index.html%00',
    '/constructor',
  ])('are all there is: %s is not there', async (address) => {
    expect((await electron.fetch(APP_ORIGIN + address)).status).toBe(404);
  });

  it('are only read', async () => {
    expect((await electron.fetch(APP_PAGE, { method: 'POST', body: 'x' })).status).toBe(405);
    const head = await electron.fetch(APP_PAGE, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});

describe('messages to the main process', () => {
  const ours = { url: APP_PAGE, parent: null };
  const strangers = [
    { name: 'another site', frame: { url: 'https://example.org/', parent: null } },
    { name: 'a frame within our page', frame: { url: APP_PAGE, parent: {} } },
    { name: 'a frame that is gone', frame: null },
    { name: 'an address that only looks like ours', frame: { url: 'sonotheque://app.example.org/', parent: null } },
  ];

  it.each(strangers)('from $name are refused', async ({ frame }) => {
    const { webContents } = window;
    await expect(electron.invokeFrom(webContents, frame, channels.chooseFolders)).rejects.toThrow('Only the window');
    electron.sendFrom(webContents, frame, channels.enginePort);
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    expect(webContents.page.ports).toEqual([]);
  });

  it('from another window are refused', async () => {
    await expect(electron.invokeFrom({ id: 99 }, ours, channels.chooseFolders)).rejects.toThrow('Only the window');
  });

  it.each([[['1']], [[-1]], [[1.5]], [[1, 2]], [[]], [[{ id: 1 }]]])('are parsed: %j is no sound', async (values) => {
    const asked = electron.invokeFrom(window.webContents, ours, channels.revealSound, ...values);
    await expect(asked).rejects.toThrow('Error invoking remote method');
    expect(electron.shownFiles).toEqual([]);
  });

  it('bring the folders that a person chose, and none when they think better of it', async () => {
    const host = hostOf(window.webContents.page);
    electron.answerOpenDialog = () => ({ canceled: false, filePaths: ['/sounds/one', '/sounds/two'] });
    expect(await host.chooseFolders()).toEqual(['/sounds/one', '/sounds/two']);
    electron.answerOpenDialog = () => ({ canceled: true, filePaths: ['/sounds/one'] });
    expect(await host.chooseFolders()).toEqual([]);
  });
});

describe('a second start', () => {
  it('on the same catalogue brings the first one’s window to the front, and ends', async () => {
    window.minimized = true;
    const second = await program.start(idleEngine);
    expect(second.windows).toEqual([]);
    await second.hasEnded;
    expect(window.calls.slice(-3)).toEqual(['restore', 'show', 'focus']);
    expect(electron.ended).toBe(false);
  });

  it('on another catalogue has a window of its own', async () => {
    const second = await program.start(idleEngine, `${program.catalogue}-2`);
    expect(second.windows).toHaveLength(1);
  });
});

describe('the menu', () => {
  it('stands in the order of the platform', () => {
    expect(electron.menu.map(({ role, label }) => label ?? role)).toEqual([
      'File',
      'editMenu',
      'View',
      'windowMenu',
      'Help',
    ]);
  });

  it('carries out commands of the window', async () => {
    const chosen: string[] = [];
    const stop = hostOf(window.webContents.page).onMenuCommand((command) => chosen.push(command));
    for (const label of [
      'Add folder…',
      'Send to the session…',
      'Show in folder',
      'Keyboard shortcuts',
      'About Sonotheque',
    ])
      electron.choose(label);
    await vi.waitUntil(() => chosen.length === 5);
    expect(chosen).toEqual(['library.add', 'session.send', 'browser.reveal', 'window.shortcuts', 'window.about']);
    stop();
    electron.choose('Add folder…');
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    expect(chosen).toHaveLength(5);
  });

  it('shows the licences of everything in the program', () => {
    electron.choose('Licences');
    expect(electron.openedPaths).toEqual([path.join(program.folder, 'LICENSES.txt')]);
  });
});

describe('a catalogue', () => {
  const made = (name: string) => {
    const file = path.join(program.folder, name);
    fs.writeFileSync(file, '');
    return file;
  };

  it('that a file browser hands over as an argument is the one that opens', async () => {
    const file = made('film.sonotheque');
    const opened = await program.startWith(idleEngine, [file]);
    expect(opened.windows).toHaveLength(1);
    expect(opened.messageBoxes).toEqual([]);
    // The same catalogue by name: the window that is there comes to the front.
    expect((await program.startWith(idleEngine, ['--catalogue', file])).windows).toEqual([]);
  });

  it('may be named by its address, as Linux desktops do', async () => {
    const opened = await program.startWith(idleEngine, [
      '--inspect=0',
      pathToFileURL(made('rain storm.sonotheque')).href,
    ]);
    expect([opened.windows.length, opened.messageBoxes]).toEqual([1, []]);
    const away = await program.startWith(idleEngine, ['file://elsewhere/film.sonotheque']);
    expect(away.messageBoxes[0]?.message).toMatch(/^There is no catalogue at /);
  });

  it('is no other file: a person is told, and what is their own opens', async () => {
    const opened = await program.startWith(idleEngine, [made('rain.wav')]);
    expect(opened.windows).toHaveLength(1);
    expect(opened.messageBoxes).toMatchObject([{ message: 'rain.wav is not a catalogue of Sonotheque.' }]);
    const gone = await program.startWith(idleEngine, [path.join(program.folder, 'gone.sonotheque')]);
    expect(gone.messageBoxes[0]?.message).toMatch(/^There is no catalogue at /);
    // The person's own is open already.
    expect(gone.windows).toEqual([]);
  });

  it('that the Finder hands over opens beside the one on show', () => {
    const file = made('film.sonotheque');
    electron.openFile(file);
    electron.openFile(made('rain.wav'));
    expect(program.startedOthers).toEqual([file]);
    expect(electron.messageBoxes).toHaveLength(1);
  });

  it('that is on show already only comes to the front', () => {
    made(path.basename(program.catalogue));
    electron.openFile(program.catalogue);
    expect(program.startedOthers).toEqual([]);
    expect(window.calls.at(-1)).toBe('focus');
  });

  it('that the Finder starts the program for opens alone', async () => {
    const file = made('film.sonotheque');
    const launched = await program.startWith(idleEngine, [], (next) => {
      setImmediate(() => next.openFile(file));
    });
    await launched.hasEnded;
    expect(launched.windows).toEqual([]);
    expect(program.startedOthers).toEqual([file]);
  });

  it('is chosen in the system’s dialogue', async () => {
    const file = made('film.sonotheque');
    const host = hostOf(window.webContents.page);
    await host.openCatalogue();
    expect(program.startedOthers).toEqual([]);
    electron.answerOpenDialog = () => ({ canceled: false, filePaths: [file] });
    await host.openCatalogue();
    expect(program.startedOthers).toEqual([file]);
  });
});

describe('a list that the window exports', () => {
  const ours = { url: APP_PAGE, parent: null };

  it('is written where the person says, in place of what was there, and nowhere when they think better of it', async () => {
    const host = hostOf(window.webContents.page);
    const file = path.join(program.folder, 'labels of spring.csv');
    const suggested: (string | undefined)[] = [];
    electron.answerSaveDialog = ({ defaultPath }) => {
      suggested.push(defaultPath);
      return { canceled: false, filePath: file };
    };
    fs.writeFileSync(file, 'before');
    expect(await host.saveList('labels.csv', 'path,category\r\ntür.wav,DOORS\r\n')).toEqual({ kind: 'saved', file });
    expect(suggested).toEqual(['labels.csv']);
    expect(fs.readFileSync(file, 'utf8')).toBe('path,category\r\ntür.wav,DOORS\r\n');
    electron.answerSaveDialog = () => ({ canceled: true, filePath: '' });
    expect(await host.saveList('labels.csv', 'x')).toEqual({ kind: 'left' });
    expect(fs.readFileSync(file, 'utf8')).toContain('DOORS');
  });

  it('that can’t be written is told of in a sentence, and leaves nothing behind', async () => {
    const folder = path.join(program.folder, 'a folder.csv');
    fs.mkdirSync(path.join(folder, 'full'), { recursive: true });
    electron.answerSaveDialog = () => ({ canceled: false, filePath: folder });
    expect(await hostOf(window.webContents.page).saveList('labels.csv', 'x')).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining('a folder.csv” could not be written'),
    });
    expect(fs.existsSync(`${folder}.part`)).toBe(false);
  });

  it.each([
    [['../labels.csv', '']],
    [['labels.exe', '']],
    [['/etc/labels.csv', '']],
    [['labels.csv']],
    [['labels.csv', 1]],
  ])('has a plain name and text, nothing else: %j', async (values) => {
    let asked = 0;
    electron.answerSaveDialog = () => {
      asked += 1;
      return { canceled: true, filePath: '' };
    };
    await expect(electron.invokeFrom(window.webContents, ours, channels.saveList, ...values)).rejects.toThrow();
    expect(asked).toBe(0);
  });
});

describe('what is dropped on the window', () => {
  it('is named by where it lies; what a page made up lies nowhere', () => {
    const { page } = window.webContents;
    const dropped = new File([], 'Rain');
    page.droppedFiles.set(dropped, '/sounds/Rain');
    expect(hostOf(page).pathsOfDropped([dropped, new File(['x'], 'passwd')])).toEqual(['/sounds/Rain']);
  });
});

describe('a drag out of the window', () => {
  const ours = { url: APP_PAGE, parent: null };
  it.each([
    [['/etc/passwd', null]],
    [[1]],
    [[1, { startSeconds: 2, endSeconds: 1 }]],
    [[1, { startSeconds: -1, endSeconds: 1 }]],
    [[1, { startSeconds: 0, endSeconds: 1, file: '/etc/passwd' }]],
  ])('names a sound and a part of it, nothing else: %j', async (values) => {
    const asked = electron.invokeFrom(window.webContents, ours, channels.dragOut, ...values);
    await expect(asked).rejects.toThrow('Error invoking remote method');
    expect(window.webContents.drags).toEqual([]);
  });
});

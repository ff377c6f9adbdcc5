import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { openAppWindow } from './app-window.ts';
import { findBrowser } from './find-browser.ts';
import { type RunningHost, runHost } from './testing/running-host.test-support.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sonotheque-window-'));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

function fakeBrowser(name: string, script = '#!/bin/sh\nexit 0\n'): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, script);
  chmodSync(file, 0o755);
  return file;
}

describe.runIf(process.platform === 'linux')('a browser', () => {
  it('is found on the path, the one that was chosen first', () => {
    const chrome = fakeBrowser('bin/google-chrome');
    const chosen = fakeBrowser('elsewhere/my-browser');
    const environment = { PATH: `relative:/nowhere:${folder}/bin` };
    expect(findBrowser({ platform: 'linux', environment })).toBe(chrome);
    expect(findBrowser({ platform: 'linux', environment: { ...environment, SONOTHEQUE_CHROMIUM: chosen } })).toBe(
      chosen,
    );
    expect(findBrowser({ platform: 'linux', environment: { PATH: '/nowhere' } })).toBeNull();
  });

  it('in a snap is none: it could not read its own profile', () => {
    fakeBrowser('store/snap');
    mkdirSync(path.join(folder, 'snapped'));
    symlinkSync(path.join(folder, 'store/snap'), path.join(folder, 'snapped/chromium'));
    expect(findBrowser({ platform: 'linux', environment: { PATH: path.join(folder, 'snapped') } })).toBeNull();
  });

  it('on a Mac is in the Applications of everybody or of this person', () => {
    const name = 'Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge';
    const edge = fakeBrowser(name);
    expect(findBrowser({ platform: 'darwin', environment: { HOME: folder } })).toBe(edge);
  });
});

describe.runIf(process.platform === 'linux')('the app window', () => {
  const address = `http://127.0.0.1:1/?token=${'t'.repeat(43)}`;

  it('needs a display and a browser', () => {
    const profileFolder = path.join(folder, 'none');
    const system = (environment: Record<string, string>) => ({ platform: 'linux' as const, environment });
    expect(openAppWindow({ address, profileFolder, system: system({ PATH: process.env.PATH ?? '' }) })).toBeNull();
    expect(openAppWindow({ address, profileFolder, system: system({ PATH: '/nowhere', DISPLAY: ':0' }) })).toBeNull();
  });

  it('keeps its token out of the list of processes, and in a file of this user only', async () => {
    const profileFolder = path.join(folder, 'profile');
    mkdirSync(profileFolder, { mode: 0o777 });
    // Somebody's file of that name is not written into.
    writeFileSync(path.join(folder, 'victim'), 'untouched');
    symlinkSync(path.join(folder, 'victim'), path.join(profileFolder, 'open.html'));
    const browser = fakeBrowser('slow/chromium', '#!/bin/sh\nread line < "$WAIT"\n');
    const wait = path.join(folder, 'wait');
    execFileSync('mkfifo', [wait]);
    const environment = { ...process.env, DISPLAY: ':0', SONOTHEQUE_CHROMIUM: browser, WAIT: wait };
    const window = openAppWindow({ address, profileFolder, system: { platform: 'linux', environment } });

    let listed = '';
    await vi.waitFor(() => {
      listed = execFileSync('ps', ['-eww', '-o', 'args'], { encoding: 'utf8' });
      expect(listed).toContain(`--app=file://${profileFolder}/open.html`);
    });
    expect(listed).toContain(`--user-data-dir=${profileFolder}`);
    expect(listed).not.toContain('t'.repeat(43));
    expect(statSync(profileFolder).mode & 0o777).toBe(0o700);
    const door = path.join(profileFolder, 'open.html');
    expect(statSync(door).mode & 0o777).toBe(0o600);
    expect(readFileSync(door, 'utf8')).toContain(address);
    expect(readFileSync(path.join(folder, 'victim'), 'utf8')).toBe('untouched');

    writeFileSync(wait, '\n');
    await window?.closed;
    expect(() => statSync(door)).toThrow('ENOENT');
  });

  it('counts as closed where the browser does not start', async () => {
    const broken = fakeBrowser('broken/chromium', '#!/nowhere/interpreter\n');
    const environment = { DISPLAY: ':0', SONOTHEQUE_CHROMIUM: broken };
    const profileFolder = path.join(folder, 'broken-profile');
    await openAppWindow({ address, profileFolder, system: { platform: 'linux', environment } })?.closed;
  });
});

const installed = findBrowser({ platform: process.platform, environment: process.env });

describe.runIf(process.platform === 'linux' && installed !== null)('in a real browser', () => {
  it('comes in through the file, with a session, and the token is used up', async () => {
    const running: RunningHost = await runHost();
    const window = openAppWindow({
      address: running.host.address,
      profileFolder: path.join(folder, 'real-profile'),
      // Headless needs no display; that there is one is what we say.
      system: { platform: 'linux', environment: { ...process.env, DISPLAY: process.env.DISPLAY ?? ':99' } },
      browserArguments: ['--headless=new', '--disable-gpu', '--disable-dev-shm-usage'],
    });
    // The page, its script and the script's WebSocket all needed the session.
    await vi.waitFor(() => expect(running.lines).toHaveLength(1), 25_000);
    expect(await running.enter(running.host.address)).toBe('');
    const listed = execFileSync('ps', ['-eww', '-o', 'args'], { encoding: 'utf8' });
    expect(listed).not.toContain(new URL(running.host.address).searchParams.get('token'));
    window?.close();
    await window?.closed;
    await running.close();
  });
});

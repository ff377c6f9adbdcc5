import { accessSync, constants, realpathSync } from 'node:fs';
import path from 'node:path';

/** What decides which browsers there may be; a test brings its own. */
export type System = {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
};

const LINUX_NAMES = [
  ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'],
  ...['microsoft-edge-stable', 'brave-browser', 'brave', 'vivaldi', 'ungoogled-chromium'],
];
const MAC_NAMES = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser', 'Vivaldi'];
const WINDOWS_PLACES = [
  ...['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe'],
  ...['Microsoft\\Edge\\Application\\msedge.exe', 'BraveSoftware\\Brave-Browser\\Application\\brave.exe'],
];

/** An installed browser of Chromium's family that opens windows without an address bar; `null` where there is none. */
export function findBrowser({ platform, environment }: System): string | null {
  return candidates(platform, environment).find(isUsable) ?? null;
}

function candidates(platform: NodeJS.Platform, environment: System['environment']): readonly string[] {
  // Chosen by the person, whatever else is there.
  const chosen = environment.SONOTHEQUE_CHROMIUM ? [environment.SONOTHEQUE_CHROMIUM] : [];
  switch (platform) {
    case 'win32': {
      const roots = [environment.PROGRAMFILES, environment['PROGRAMFILES(X86)'], environment.LOCALAPPDATA];
      return [
        ...chosen,
        ...WINDOWS_PLACES.flatMap((place) => roots.flatMap((root) => (root ? path.win32.join(root, place) : []))),
      ];
    }
    case 'darwin': {
      const roots = ['/Applications', path.posix.join(environment.HOME ?? '/', 'Applications')];
      return [
        ...chosen,
        ...MAC_NAMES.flatMap((name) => roots.map((root) => `${root}/${name}.app/Contents/MacOS/${name}`)),
      ];
    }
    default: {
      const folders = (environment.PATH ?? '').split(':').filter((folder) => path.posix.isAbsolute(folder));
      return [...chosen, ...LINUX_NAMES.flatMap((name) => folders.map((folder) => path.posix.join(folder, name)))];
    }
  }
}

function isUsable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    // A snap sees neither hidden folders nor our profile in one.
    const real = realpathSync(file);
    return !real.startsWith('/snap/') && path.basename(real) !== 'snap';
  } catch {
    return false;
  }
}

/** The Chromium that the end-to-end tests run in: an installed one, else one that is installed now. */
import fs from 'node:fs';
import path from 'node:path';
import { SetupError } from './failures.mjs';
import { run } from './steps.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const MAC_PLACES = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const WINDOWS_PLACES = ['Chromium\\Application\\chrome.exe', 'Google\\Chrome\\Application\\chrome.exe'];
const STEP = 'Bringing Chromium for the tests';

/**
 * @param {string} root the project's folder
 * @returns {Promise<string>} the executable
 * @throws {SetupError}
 */
export async function prepareChromium(root) {
  const found = findChromium(process.env, process.platform);
  if (found) return found;
  if (process.env.SONOTHEQUE_CHROMIUM) {
    throw new SetupError(
      STEP,
      `There is no program at ${process.env.SONOTHEQUE_CHROMIUM}.`,
      'Correct or remove the environment variable SONOTHEQUE_CHROMIUM, then run `npm test` again.',
    );
  }
  const own = await ownOfPlaywright();
  if (own) return own;
  const reasons = [];
  for (const install of [installFromDebian, installFromPlaywright]) {
    try {
      await install(root);
      const installed = findChromium(process.env, process.platform) ?? (await ownOfPlaywright());
      if (installed) return installed;
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      reasons.push(error.what);
    }
  }
  throw new SetupError(
    STEP,
    `It could not be installed. ${reasons.join(' ')}`.trim(),
    'Install Chromium or Chrome yourself, or name it in the environment variable SONOTHEQUE_CHROMIUM, then run `npm test` again.',
  );
}

/**
 * The browser named by `SONOTHEQUE_CHROMIUM`, else one on the path or at its usual place; null where there is none.
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @param {string} platform as Node names it
 * @returns {string | null}
 */
export function findChromium(environment, platform) {
  if (environment.SONOTHEQUE_CHROMIUM) {
    return isUsable(environment.SONOTHEQUE_CHROMIUM) ? environment.SONOTHEQUE_CHROMIUM : null;
  }
  return placesOf(environment, platform).find(isUsable) ?? null;
}

function placesOf(environment, platform) {
  if (platform === 'darwin') return MAC_PLACES;
  if (platform === 'win32') {
    const roots = [environment.PROGRAMFILES, environment['PROGRAMFILES(X86)'], environment.LOCALAPPDATA];
    return roots.filter(Boolean).flatMap((folder) => WINDOWS_PLACES.map((place) => path.win32.join(folder, place)));
  }
  const folders = (environment.PATH ?? '').split(':').filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

function isUsable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    // Ubuntu's package is a script that asks for a snap, and a snap can't read a test's folders.
    const real = fs.realpathSync(file);
    if (real.startsWith('/snap/') || path.basename(real) === 'snap') return false;
    return fs.statSync(real).size > 10_000 || !/\bsnap\b/.test(fs.readFileSync(real, 'utf8'));
  } catch {
    return false;
  }
}

async function ownOfPlaywright() {
  const { chromium } = await import('@playwright/test');
  const file = chromium.executablePath();
  return isUsable(file) ? file : null;
}

async function installFromDebian(root) {
  if (process.getuid?.() !== 0 || !fs.existsSync('/etc/debian_version')) return;
  say('Installing Chromium for the tests with apt-get (once; about 400 MB on disk)…');
  const apt = (...args) => run(STEP, 'env', ['DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args], root, () => {});
  await apt('update', '-qq');
  await apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
}

async function installFromPlaywright(root) {
  say('Bringing Chromium for the tests with Playwright (once; about 400 MB on disk)…');
  const program = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  await run(STEP, process.execPath, [program, 'install', 'chromium'], root, () => {});
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

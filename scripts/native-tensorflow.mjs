// npm run native:tensorflow: brings TensorFlow's native library for TensorFlow.js into .native/. Optional: training is
// many times faster with it; listening doesn't need it. Needs no packages; speaks on standard error.
//
// First the regular way (tfjs-node downloads libtensorflow 2.9 and a ready binding). Where that can't be reached, the
// binding is compiled against the C library inside a newer TensorFlow's Python wheel, which takes half a minute.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { explainFailure, SetupError } from './setup/failures.mjs';

const VERSION = '4.22.0';
const WHEEL_VERSION = '2.18.1';
const NEEDED_BYTES = 4e9;
const STEP_LIMIT_MILLISECONDS = 15 * 60_000;
/** The regular download is given up sooner, because there is another way. */
const DOWNLOAD_LIMIT_MILLISECONDS = 5 * 60_000;
const OFFLINE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|Temporary failure in name resolution|Connection(Error| refused| reset| to .* timed out)|Network is unreachable/i;

const CPU = { package: '@tensorflow/tfjs-node', library: 'cpu', wheel: 'tensorflow-cpu' };
const GPU = { package: '@tensorflow/tfjs-node-gpu', library: 'gpu', wheel: 'tensorflow' };

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/**
 * @param {{ folder?: string, skipDownload?: boolean, say?: (line: string) => void }} [options] default folder: .native
 * @returns {Promise<string>} a sentence that says what is in place
 * @throws {SetupError}
 */
export async function installNativeTensorFlow(options = {}) {
  const folder = options.folder ?? path.join(root, '.native');
  const say = options.say ?? ((line) => process.stderr.write(`${line}\n`));
  const skipDownload = options.skipDownload ?? false;
  if (await hasCudaGpu()) {
    try {
      return await installOne(GPU, folder, skipDownload, say);
    } catch (error) {
      say(`The GPU's TensorFlow can't be had (${error.what ?? error}) Bringing the processor's instead.`);
    }
  }
  return installOne(CPU, folder, skipDownload, say);
}

async function installOne(variant, folder, skipDownload, say) {
  const ready = `${variant.package} ${VERSION} works with TensorFlow `;
  const present = await works(variant, folder);
  if (present.ok) return `${ready}${present.output} (it was there already).`;
  fs.mkdirSync(folder, { recursive: true });
  checkDisk(folder);
  const manifest = path.join(folder, 'package.json');
  if (!fs.existsSync(manifest)) fs.writeFileSync(manifest, '{ "private": true }\n');
  say(`Getting ${variant.package} ${VERSION}…`);
  await step(
    `Getting ${variant.package}`,
    npm(),
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', `${variant.package}@${VERSION}`],
    { cwd: folder },
  );
  const packageFolder = path.join(folder, 'node_modules', ...variant.package.split('/'));

  if (!skipDownload) {
    say('Getting its native library the regular way…');
    const downloaded = await run(process.execPath, ['scripts/install.js', variant.library], {
      cwd: packageFolder,
      env: withBinaries(folder),
      limit: DOWNLOAD_LIMIT_MILLISECONDS,
    });
    const regular = downloaded.code === 0 ? await works(variant, folder) : downloaded;
    if (regular.ok) return `${ready}${regular.output}.`;
    say('That did not work here; compiling its binding against the library in a Python wheel instead…');
  }
  await buildAgainstWheel(variant, folder, packageFolder, say);
  const built = await works(variant, folder);
  if (!built.ok) throw explainFailure('Loading TensorFlow', built.output);
  return `${ready}${built.output}.`;
}

async function buildAgainstWheel(variant, folder, packageFolder, say) {
  if (process.platform === 'win32')
    throw new SetupError(
      'Getting the native library',
      'The download failed, and on Windows there is no other way.',
      'Connect to the network (storage.googleapis.com must be reachable), then run the command again.',
    );
  const python = await findPython();
  await findCompiler();
  const wheelFolder = path.join(folder, 'wheel');
  const unpacked = path.join(folder, 'unpacked');
  for (const left of [wheelFolder, unpacked, path.join(packageFolder, 'deps')])
    fs.rmSync(left, { recursive: true, force: true });
  try {
    say(`Getting the wheel ${variant.wheel} ${WHEEL_VERSION} (about 230 MB)…`);
    await step('Getting the TensorFlow wheel', python, [
      '-m',
      'pip',
      'download',
      '--quiet',
      '--no-deps',
      '--python-version',
      '3.11',
      '--only-binary=:all:',
      '--dest',
      wheelFolder,
      `${variant.wheel}==${WHEEL_VERSION}`,
    ]);
    const wheel = fs.readdirSync(wheelFolder).find((name) => name.endsWith('.whl')) ?? '';
    await step('Unpacking the TensorFlow wheel', python, [
      '-m',
      'zipfile',
      '-e',
      path.join(wheelFolder, wheel),
      unpacked,
    ]);
    stageLibraries(path.join(unpacked, 'tensorflow'), path.join(packageFolder, 'deps'));
    say('Compiling the binding…');
    const definitions = [
      '--',
      '-Dmodule_name=tfjs_binding',
      `-Dmodule_path=${path.join(packageFolder, 'lib', 'napi-v8')}`,
      '-Dnapi_build_version=8',
    ];
    await step('Compiling the binding', npx(), ['--yes', 'node-gyp', 'rebuild', ...nodeHeaders(), ...definitions], {
      cwd: packageFolder,
    });
  } finally {
    for (const left of [
      wheelFolder,
      unpacked,
      path.join(packageFolder, 'deps', 'include'),
      path.join(packageFolder, 'build'),
    ])
      fs.rmSync(left, { recursive: true, force: true });
  }
}

/** Puts the wheel's C library and headers where the binding looks for them, under the names it links. */
function stageLibraries(source, dependencies) {
  const library = path.join(dependencies, 'lib');
  fs.mkdirSync(library, { recursive: true });
  fs.renameSync(path.join(source, 'include'), path.join(dependencies, 'include'));
  const names =
    process.platform === 'darwin'
      ? [
          ['libtensorflow_cc.2.dylib', 'libtensorflow.2.dylib'],
          ['libtensorflow_framework.2.dylib', null],
        ]
      : [
          ['libtensorflow_cc.so.2', 'libtensorflow.so'],
          ['libtensorflow_framework.so.2', 'libtensorflow_framework.so'],
        ];
  for (const [name, alias] of names) {
    fs.renameSync(path.join(source, name), path.join(library, name));
    if (alias !== null) fs.symlinkSync(name, path.join(library, alias));
  }
}

/** Loads the package in a process of its own and multiplies two matrices; `output` is the library's version. */
function works(variant, folder) {
  const program = `
    const util = require('node:util');
    util.isNullOrUndefined ??= (value) => value === null || value === undefined;
    util.isArray ??= Array.isArray;
    const tf = require(${JSON.stringify(variant.package)});
    const sum = tf.matMul(tf.ones([2, 2]), tf.ones([2, 2])).sum().dataSync()[0];
    if (sum !== 8) throw new Error('it computes wrongly');
    ${variant === GPU ? "if (!tf.backend().isUsingGpuDevice) throw new Error('it sees no CUDA GPU');" : ''}
    process.stdout.write(tf.version['tfjs-node'] && tf.backend().binding.TF_Version);`;
  if (!fs.existsSync(path.join(folder, 'node_modules', ...variant.package.split('/'))))
    return { ok: false, output: '' };
  return run(process.execPath, ['-e', program], { cwd: folder, env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' } });
}

async function hasCudaGpu() {
  if (process.platform === 'darwin') return false;
  const listed = await run('nvidia-smi', ['-L'], {});
  return listed.ok && /GPU \d/.test(listed.output);
}

async function findPython() {
  for (const name of ['python3', 'python']) {
    const found = await run(name, ['-m', 'pip', '--version'], {});
    if (found.ok) return name;
    if (/No module named pip/.test(found.output))
      throw new SetupError(
        'Looking for Python',
        'Python is here, but its pip is not.',
        'Install pip (on Debian and Ubuntu: apt install python3-pip), then run the command again.',
      );
  }
  throw new SetupError(
    'Looking for Python',
    'Python 3 was not found.',
    'Install Python 3 with pip, then run the command again.',
  );
}

async function findCompiler() {
  for (const tool of ['c++', 'make']) {
    const found = await run(tool, ['--version'], {});
    if (!found.ok)
      throw new SetupError(
        'Looking for a compiler',
        `There is no ${tool === 'make' ? 'make' : 'C++ compiler'}.`,
        process.platform === 'darwin'
          ? 'Run "xcode-select --install", then run the command again.'
          : 'Install one (on Debian and Ubuntu: apt install build-essential), then run the command again.',
      );
  }
}

function checkDisk(folder) {
  const { bavail, bsize } = fs.statfsSync(folder);
  if (bavail * bsize < NEEDED_BYTES)
    throw new SetupError(
      'Looking at the disk',
      `There are ${((bavail * bsize) / 1e9).toFixed(1)} GB free, and this takes ${NEEDED_BYTES / 1e9} GB while it runs.`,
      'Free some space, then run the command again.',
    );
}

/** The Node that npm brings has no headers; the ones of another Node do, because the binding uses the stable N-API. */
function nodeHeaders() {
  const prefixes = [path.resolve(process.execPath, '..', '..'), '/usr', '/usr/local', '/opt/homebrew'];
  const prefix = prefixes.find((candidate) => fs.existsSync(path.join(candidate, 'include', 'node', 'node_api.h')));
  return prefix === undefined ? [] : [`--nodedir=${prefix}`];
}

const npm = () => (process.platform === 'win32' ? 'npm.cmd' : 'npm');
const npx = () => (process.platform === 'win32' ? 'npx.cmd' : 'npx');

function withBinaries(folder) {
  return { ...process.env, PATH: `${path.join(folder, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH}` };
}

async function step(name, command, args, options = {}) {
  const result = await run(command, args, options);
  if (result.ok) return;
  if (OFFLINE.test(result.output))
    throw new SetupError(
      name,
      'The network could not be reached.',
      'Connect to the network (or set its proxy for npm and pip), then run the command again.',
    );
  if (/No matching distribution/.test(result.output))
    throw new SetupError(
      name,
      'The Python package index could not be reached, or has no TensorFlow for this system.',
      'Connect to the network (or set the proxy for pip), then run the command again.',
    );
  throw explainFailure(name, result.output);
}

/** Runs a command to its end; never throws. */
function run(command, args, options) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && command.endsWith('.cmd'),
    });
    // spawn's own `timeout` outlives a command that was never found.
    const limit = setTimeout(() => child.kill(), options.limit ?? STEP_LIMIT_MILLISECONDS);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => (output = `${output}${data}`.slice(-20_000)));
    child.on('error', (error) => {
      clearTimeout(limit);
      resolve({ ok: false, code: null, output: String(error) });
    });
    child.on('close', (code) => {
      clearTimeout(limit);
      resolve({ ok: code === 0, code, output: output.trim() });
    });
  });
}

if (process.argv[1] !== undefined && fileURLToPath(import.meta.url) === path.resolve(process.argv[1])) {
  try {
    process.stderr.write(`${await installNativeTensorFlow()}\n`);
  } catch (error) {
    const known =
      error instanceof SetupError ? error : explainFailure('Bringing TensorFlow', String(error?.stack ?? error));
    process.stderr.write(
      `\nTensorFlow's native library could not be brought.\n  ${known.step}: ${known.what}\n  ${known.next}\n  Everything works without it; training is slower.\n`,
    );
    process.exitCode = 1;
  }
}

import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { makeWorkbook } from '../../src-main/engine/lists/workbook/make-workbook.test-support.ts';

const run = promisify(execFile);
const testing = path.join(import.meta.dirname, 'testing');
const standIns = path.join(import.meta.dirname, '..', '..', 'src-main', 'hosts', 'electron', 'testing');

/** Every file that a process or thread of the program begins with. */
export const PROCESS_ENTRIES: readonly string[] = [
  'catalogue-reader',
  'catalogue-similar',
  'catalogue-writer',
  'child-watchdog',
  'builder-child',
  'cli',
  'decode-child',
  'doctor-child',
  'electron-engine',
  'electron-main',
  'encode-child',
  'playback-child',
  'evaluation-thread',
  'teaching-thread',
  'training-child',
  'input-thread',
  'names-thread',
  'replace-thread',
  'workbook-thread',
];

type PackedTree = {
  /** With `app.asar` as a folder and `app.asar.unpacked` beside it; no node_modules in any folder above. */
  readonly resources: string;
  /** What starts the command line: a program and its first arguments. */
  readonly command: readonly [string, ...string[]];
  /** Empty: homes, catalogues and traces go here. */
  readonly scratch: string;
};

type Started = {
  /** Of `PROCESS_ENTRIES`, those that were loaded. */
  readonly entries: readonly string[];
  /** What was loaded from outside the packed tree and the system's own folders. */
  readonly strays: readonly string[];
  readonly version: string;
  /** Of the sounds that come along. */
  readonly indexed: number;
  /** How many works of others the program names. */
  readonly licences: number;
  /** What the self-examination found able to listen. */
  readonly encoders: readonly string[];
  /** Sounds like one that comes along. */
  readonly similar: number;
  /** Names of the files that sending a part made. */
  readonly sent: readonly string[];
  /** What the thread that replaces in values made of one. */
  readonly replaced: string;
  /** What the window and the engine process answered over the stand-in of Electron. */
  readonly window: unknown;
};

/**
 * Starts everything that a packed program starts, with plain Node in an empty folder, and notes what each process loads.
 *
 * @throws what a process ended with, where it is not 0
 */
export async function startPacked({ resources, command, scratch }: PackedTree): Promise<Started> {
  const traceFile = path.join(scratch, 'trace.txt');
  const home = path.join(scratch, 'home');
  const catalogue = path.join(scratch, 'try.sonotheque');
  fs.mkdirSync(home);
  fs.writeFileSync(traceFile, '');
  const environment = {
    PATH: process.env.PATH,
    ...(process.platform === 'win32' && { SystemRoot: process.env.SystemRoot, TEMP: home }),
    HOME: home,
    USERPROFILE: home,
    APPDATA: home,
    NODE_PATH: '',
    NODE_OPTIONS: `--import=${pathToFileURL(path.join(testing, 'trace-loads.mjs'))}`,
    SONOTHEQUE_TRACE: traceFile,
    SONOTHEQUE_APP_DATA: path.join(home, 'app-data'),
    SONOTHEQUE_CATALOGUE: catalogue,
  };
  const options = { cwd: home, env: environment, timeout: 120_000, maxBuffer: 2 ** 26 };
  const cli = async (...values: readonly string[]) => {
    const [program, ...first] = command;
    const { stdout } = await run(program, [...first, ...values], options);
    return stdout.trim();
  };
  const lines = (text: string): unknown[] => text.split('\n').map((line) => JSON.parse(line));

  const version = await cli('--version');
  await cli('index', '--starter', '--json', '--catalogue', catalogue);
  const sounds = lines(await cli('sounds', '--json', '--catalogue', catalogue));
  const findings = lines(await cli('doctor', '--json', '--catalogue', catalogue)) as readonly {
    readonly name: string;
    readonly ok: boolean;
  }[];
  const licences = lines(await cli('licences', '--json'));
  const from = path.join(resources, 'app.asar.unpacked', 'e2e', 'starter-sounds', 'perc_bell.flac');
  const similar = lines(await cli('similar', from, '--limit', '3', '--json', '--catalogue', catalogue));
  // Leaving libraries out is what learns; of one sound there is nothing to learn, but the thread begins.
  const labels = path.join(scratch, 'labels.tsv');
  fs.writeFileSync(labels, `path\tcategory\n${path.basename(from)}\tBELLS\n`);
  const leaving = ['--sounds', path.dirname(from), '--leave-libraries-out', 'all'];
  await cli('evaluate', labels, ...leaving, '--json', '--catalogue', catalogue);
  const configuration = path.join(scratch, 'train.json');
  fs.writeFileSync(configuration, JSON.stringify(trainOn(scratch, path.dirname(from))));
  await cli('train', configuration, '--json', '--catalogue', catalogue);
  for (const name of ['cat_meow.mp3', 'cow_moo.mp3'])
    await cli('label', path.join(path.dirname(from), name), 'ANMLFarm', '--json', '--catalogue', catalogue);
  await cli('label', from, 'BELLHand', '--json', '--catalogue', catalogue);
  await cli('evaluate', '--library', 'all', '--json', '--catalogue', catalogue);
  const workbook = path.join(scratch, 'UCS 9.xlsx');
  const rows = [
    ['Category', 'SubCategory', 'CatID'],
    ['AIR', 'BLOW', 'AIRBlow'],
  ];
  fs.writeFileSync(workbook, makeWorkbook([{ name: 'UCS', rows }]));
  await cli('ucs', 'import', workbook, '--dry-run', '--json', '--catalogue', catalogue);
  const sent = path.join(scratch, 'sent');
  fs.mkdirSync(sent);
  await cli('send', from, '--folder', sent, '--from', '0.1', '--to', '0.3', '--json', '--catalogue', catalogue);
  const replaced = await run(process.execPath, ['--input-type=module', '--eval', replaceInThread(resources)], options);
  const main = await run(
    process.execPath,
    [
      `--import=${pathToFileURL(path.join(testing, 'drive-electron.ts'))}`,
      path.join(resources, 'app.asar', 'dist', 'electron-main.mjs'),
    ],
    options,
  );

  const inside = [resources, testing, standIns].map((folder) => fs.realpathSync(folder) + path.sep);
  const loaded = [...new Set(fs.readFileSync(traceFile, 'utf8').trimEnd().split('\n'))];
  return {
    entries: PROCESS_ENTRIES.filter((name) => loaded.some((file) => path.basename(file) === `${name}.mjs`)),
    strays: loaded.filter((file) => !isOfTheSystem(file) && !inside.some((folder) => file.startsWith(folder))),
    version,
    indexed: sounds.length,
    licences: licences.length,
    encoders: findings.filter(({ name, ok }) => ok && name.startsWith('encoder')).map(({ name }) => name),
    similar: similar.length,
    sent: fs.readdirSync(sent),
    replaced: replaced.stdout,
    window: JSON.parse(main.stdout),
  };
}

/** A small training on sounds that come along; its list lies in `scratch`. */
function trainOn(scratch: string, folder: string) {
  const rows = ['cat_meow.mp3', 'cow_moo.mp3', 'dog_bark.mp3', 'sheep_bleat.mp3'].map((name) => `${name}\tANIMALS`);
  rows.push(...['perc_bell.flac', 'drum_roll.flac'].map((name) => `${name}\tMUSICAL`));
  const file = path.join(scratch, 'beasts.tsv');
  fs.writeFileSync(file, ['path\tcategory', ...rows].join('\n'));
  const confidence = 'all';
  return {
    // All of a narrow encoder, so that spectra are read as well.
    trains: 'encoder',
    start: { kind: 'scratch', width: 4 },
    datasets: [{ name: 'beasts', source: { kind: 'list', file, folder, confidence } }],
    splits: { validation: 0, test: 0 },
    batchFrames: 4,
    epochs: 1,
  };
}

/** No command replaces yet; the thread is asked as the engine asks it. */
function replaceInThread(resources: string): string {
  const entry = pathToFileURL(path.join(resources, 'app.asar.unpacked', 'dist', 'replace-thread.mjs'));
  const wanted = { find: 'rain', replacement: 'hail', regularExpression: false, matchCase: false, wholeWords: false };
  // Not this process' own flags, which say that its script is text.
  const threadOptions = { workerData: wanted, execArgv: [] };
  return `
    import { Worker } from 'node:worker_threads';
    const worker = new Worker(new URL(${JSON.stringify(entry)}), ${JSON.stringify(threadOptions)});
    worker.on('message', ([value]) => { process.stdout.write(value); void worker.terminate(); });
    worker.postMessage(['Heavy rain']);`;
}

function isOfTheSystem(file: string): boolean {
  return process.platform === 'linux' && /^\/(?:usr\/)?lib/u.test(file);
}

/**
 * How the engine answers while it works: `node bench/responsiveness.ts [folder of sounds]`. The built engine runs in its
 * own process, as `sonotheque serve` runs it; two clients are attached to it. Without a folder, made recordings are used.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Connection, openConnection } from '../src-main/hosts/connection/index.ts';
import type { EngineClient } from '../src-shared/contract/contract.ts';
import type { Job } from '../src-shared/contract/jobs.ts';
import { writeMaterial } from './material.ts';
import { type Answers, putUnderLoad } from './responsiveness-load.ts';
import type { LoopDelay } from './responsiveness-probe.ts';

const here = (place: string) => fileURLToPath(new URL(place, import.meta.url));
const BUDGET_MILLISECONDS = 20;
const MADE_FILES = 320;
const MADE_SECONDS = 5;
/** The longest that loads and jobs are watched for a figure. */
const MOST_SECONDS = 25;
const CLOCK_TICKS = 100;

const folder = mkdtempSync(path.join(os.tmpdir(), 'responsiveness-'));
try {
  await measure(process.argv[2] ? path.resolve(process.argv[2]) : madeSounds());
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(sounds: string): Promise<void> {
  const quiet = await withEngine('quiet', false, (engine) => engine.index(sounds, null));
  const commands = await withEngine('commands', false, (engine) => engine.index(sounds, 'load'));
  const person = await withEngine('person', true, (engine) => engine.index(sounds, 'load'));
  const yielding = await withEngine('yielding', true, (engine) => engine.yielding(sounds));
  const row = (name: string, { delay, answers, sounds: count, seconds }: Indexed) =>
    `| ${[
      name,
      `${count} in ${seconds.toFixed(0)} s`,
      ...[delay.p50, delay.p99, delay.max].map((value) => value.toFixed(1)),
      ...(['label', 'query', 'page'] as const).map((kind) => quantiles(answers?.[kind] ?? [])),
    ].join(' | ')} |`;
  const cores = (value: number) => value.toFixed(2);
  process.stdout.write(
    [
      `${os.cpus()[0]?.model}, ${os.availableParallelism()} cores; ${new Date().toISOString().slice(0, 10)}.`,
      '',
      '| while indexing | sounds | loop p50 ms | loop p99 ms | loop max ms | label p50/p95/p99 ms | query | page |',
      '|---|---|---|---|---|---|---|---|',
      row('nobody asks', quiet),
      row('a client of commands labels and searches', commands),
      row('a person labels and searches', person),
      '',
      '| cores that listening takes | |',
      '|---|---|',
      `| at full work | ${cores(yielding.full)} |`,
      `| in the first 2 s of a person's requests | ${cores(yielding.first)} |`,
      `| after those 2 s, while the person goes on | ${cores(yielding.held)} |`,
      `| once the person has been calm for 5 s | ${cores(yielding.after)} |`,
      '',
    ].join('\n'),
  );
  const worst = Math.max(commands.delay.p99, person.delay.p99);
  process.stdout.write(`Event loop p99 ${worst.toFixed(1)} ms; budget ${BUDGET_MILLISECONDS} ms.\n`);
  if (worst > BUDGET_MILLISECONDS) process.exitCode = 1;
}

type Indexed = {
  readonly delay: LoopDelay;
  readonly answers: Answers | null;
  readonly sounds: number;
  readonly seconds: number;
};
type Driven = {
  readonly index: (sounds: string, load: 'load' | null) => Promise<Indexed>;
  readonly yielding: (
    sounds: string,
  ) => Promise<{ readonly full: number; readonly first: number; readonly held: number; readonly after: number }>;
};

/** @param asPerson whether what the client asks counts as a person's wish */
async function withEngine<Result>(
  name: string,
  asPerson: boolean,
  act: (engine: Driven) => Promise<Result>,
): Promise<Result> {
  const catalogue = path.join(folder, `${name}.sonotheque`);
  const probe = ['--import', here('./responsiveness-probe.ts'), '--disable-warning=ExperimentalWarning'];
  const profile = process.env.CPU_PROFILE ? ['--cpu-prof', '--cpu-prof-dir', process.env.CPU_PROFILE] : [];
  const engine = fork(here('../dist/cli.mjs'), ['serve', '--catalogue', catalogue], {
    execArgv: [...probe, ...profile],
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
  });
  const connections: Connection[] = [];
  try {
    // It prints its address when it is up.
    if (engine.stdout) await once(engine.stdout, 'data');
    const open = async (service: boolean) => {
      const connection = await openConnection({ catalogue, service });
      if (connection.role() !== 'attached') throw new Error('The engine was not attached to.');
      connections.push(connection);
      return connection.client;
    };
    const [client, worker] = [await open(asPerson), await open(false)];
    return await act({
      index: (sounds, load) => index(engine, worker, load ? client : null, sounds),
      yielding: (sounds) => yielding(engine, worker, client, sounds),
    });
  } finally {
    for (const connection of connections) await connection.close();
    const ended = once(engine, 'exit');
    engine.kill('SIGTERM');
    await ended;
  }
}

async function index(
  engine: ChildProcess,
  worker: EngineClient,
  client: EngineClient | null,
  sounds: string,
): Promise<Indexed> {
  const job = await worker.libraries.index({ folders: [sounds] });
  // Past the start of the children, so that the figures are of work.
  await untilSounds(worker, 20);
  engine.send('reset');
  const begun = performance.now();
  const over = new AbortController();
  const loading = client ? putUnderLoad(client, over.signal) : null;
  const end = await ended(worker, job, MOST_SECONDS);
  const seconds = (performance.now() - begun) / 1_000;
  engine.send('delay');
  const [delay] = (await once(engine, 'message')) as [LoopDelay];
  over.abort();
  return { delay, answers: await loading, sounds: end, seconds };
}

async function yielding(engine: ChildProcess, worker: EngineClient, person: EngineClient, sounds: string) {
  const job = await worker.libraries.index({ folders: [sounds] });
  await untilSounds(worker, 20);
  const full = await coresDuring(engine, 4);
  const over = new AbortController();
  const loading = putUnderLoad(person, over.signal);
  const first = await coresDuring(engine, 2);
  const held = await coresDuring(engine, 4);
  over.abort();
  await loading;
  await pause(5_500);
  const after = await coresDuring(engine, 3);
  if ((await worker.jobs.get({ id: job.id })).finishedAt !== null) throw new Error('Too few sounds for this figure.');
  await worker.jobs.cancel({ id: job.id });
  return { full, first, held, after };
}

async function untilSounds(client: EngineClient, count: number): Promise<void> {
  while ((await client.catalogue.status()).sounds.indexed < count) await pause(50);
}

/** How many sounds are there when a job has ended, or has worked so long. */
async function ended(client: EngineClient, { id }: Job, mostSeconds: number): Promise<number> {
  const deadline = performance.now() + mostSeconds * 1_000;
  while (performance.now() < deadline && (await client.jobs.get({ id })).finishedAt === null) await pause(100);
  const { sounds } = await client.catalogue.status();
  await client.jobs.cancel({ id });
  return sounds.total;
}

/** CPU seconds a second of the engine's children; Linux only. */
async function coresDuring(engine: ChildProcess, seconds: number): Promise<number> {
  const before = cpuOfChildren(engine.pid ?? 0);
  const begun = performance.now();
  await pause(seconds * 1_000);
  const after = cpuOfChildren(engine.pid ?? 0);
  let sum = 0;
  for (const [pid, ticks] of after) sum += ticks - (before.get(pid) ?? 0);
  return (sum / CLOCK_TICKS / (performance.now() - begun)) * 1_000;
}

function cpuOfChildren(parent: number): ReadonlyMap<number, number> {
  const ticks = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    try {
      const text = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
      if (Number(fields[1]) === parent) ticks.set(Number(name), Number(fields[11]) + Number(fields[12]));
    } catch {
      // It has ended meanwhile.
    }
  }
  return ticks;
}

function quantiles(times: readonly number[]): string {
  if (times.length === 0) return '–';
  const sorted = times.toSorted((a, b) => a - b);
  return [0.5, 0.95, 0.99]
    .map((part) => (sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0).toFixed(0))
    .join(' / ');
}

function madeSounds(): string {
  const sounds = path.join(folder, 'sounds');
  writeMaterial(here('../e2e/starter-sounds'), sounds, MADE_FILES, MADE_SECONDS);
  return sounds;
}

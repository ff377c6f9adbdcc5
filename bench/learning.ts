/**
 * How soon suggestions follow labels: `node bench/learning.ts CATALOGUE` on a copy of a large catalogue of real vectors
 * (`bench/similar.ts grow`, then `bench/learning-features.ts`). The engine runs in this process, as an application's does.
 * Labels sounds one by one, waits until what the label changes is there to be read, undoes them, and starts again.
 */
import { statSync } from 'node:fs';
import os from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { Engine } from '../src-main/engine/index.ts';
import { throwingFailures } from '../src-shared/client/index.ts';
import type { EngineClient } from '../src-shared/contract/contract.ts';
import type { SoundId } from '../src-shared/contract/identifiers.ts';
import { categories } from '../src-shared/ucs/index.ts';

const file = process.argv[2] ?? '';
const LABELS = Number(process.env.LABELS ?? 30);
const NEIGHBOURS = 20;
const PAUSE_MILLISECONDS = Number(process.env.PAUSE ?? 1_000);
const MOST_MILLISECONDS = 20_000;

const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20);
const memory = () => megabytes(process.memoryUsage().rss);
const line = (text: string) => console.log(`${(performance.now() / 1000).toFixed(1).padStart(7)} s  ${text}`);
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const delays = () =>
  [50, 99, 100]
    .map((part) => (delay.percentile(part) / 1e6).toFixed(1))
    .join(' / ')
    .concat(' ms (p50/p99/max)');
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

async function start(): Promise<{ engine: Engine; client: EngineClient }> {
  const engine = await Engine.open({ catalogue: file });
  await engine.beginService();
  return { engine, client: throwingFailures(engine.client('person')) };
}

const db = new Sqlite(file, { readonly: true });
db.prepare('ATTACH ? AS idx').run(`${file}-index`);
const scoring = db.prepare<[], string | null>('SELECT scoring FROM idx.suggestion_scorings').pluck();
const revision = db.prepare<[], number>('SELECT revision FROM catalogue_state').pluck();
const renewed = db.prepare<[number], number>('SELECT count(*) FROM sounds WHERE revision > ?').pluck();

/** Waits until a start has found that all suggestions are what the labels say: it says so in the catalogue. */
async function loaded(): Promise<void> {
  const start = performance.now();
  const began = cpu();
  const first = revision.get() ?? 0;
  delay.reset();
  while ((revision.get() ?? 0) === first) await pause(50);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  line(`loaded and settled after ${seconds} s, ${(cpu() - began).toFixed(1)} s of processor, ${memory()} MB`);
}

/** Waits until all suggestions are what the labels say; tells what that took. @param since a revision */
async function settled(client: EngineClient, what: string, since: number): Promise<void> {
  const began = cpu();
  const start = performance.now();
  const abort = new AbortController();
  let notices = 0;
  const watching = (async () => {
    for await (const _ of await client.catalogue.watch(undefined, { signal: abort.signal })) notices += 1;
  })().catch(() => {});
  let last = '';
  let same = 0;
  let end = start;
  // Settled for a second: a label is on its way for a moment.
  while (same < 20) {
    await pause(50);
    const now = scoring.get() ?? '';
    if (now === '' || now !== last) end = performance.now();
    same = now !== '' && now === last ? same + 1 : 0;
    last = now;
  }
  abort.abort();
  await watching;
  const seconds = ((end - start) / 1000).toFixed(1);
  const count = renewed.get(since) ?? 0;
  line(
    `${what}: ${seconds} s, ${(cpu() - began).toFixed(1)} s of processor, ${count} sounds renewed, ${notices} notices, ${memory()} MB`,
  );
}

line(`${os.cpus()[0]?.model}, ${os.availableParallelism()} cores, load ${os.loadavg()[0]?.toFixed(1)}`);
let { engine, client } = await start();
line(`opened, ${memory()} MB, index ${megabytes(statSync(`${file}-index`).size)} MB`);
await loaded();
line(`loop while loading ${delays()}`);

const { id, count } = await client.sounds.query({ unreviewed: true });
let since = revision.get() ?? 0;
line(`${count} sounds`);
const seen = async (soundIds: readonly SoundId[]): Promise<string> => {
  const records = await Promise.all(soundIds.map((soundId) => client.sounds.get({ id: soundId })));
  return JSON.stringify(
    records.map(({ suggestions }) => suggestions.map(({ category, probability }) => [category, probability])),
  );
};

const visible: number[] = [];
const labelling: number[] = [];
const commands: string[] = [];
let unchanged = 0;
delay.reset();
const before = cpu();
for (let turn = 0; turn < LABELS; turn += 1) {
  const offset = Math.floor(((turn * 0.6180339) % 1) * count);
  const [sound] = await client.sounds.page({ resultSetId: id, offset, limit: 1 });
  if (!sound) continue;
  const near = (await client.listening.similar({
    to: { id: sound.id },
    limit: NEIGHBOURS,
    mode: 'whole',
    includeItself: true,
  } as never)) as readonly { sound: { id: SoundId } }[];
  const ids = [...near.map(({ sound: { id: nearId } }) => nearId)];
  const was = await seen(ids);
  // Mostly what comes second or third, as a person corrects; each fifth something else altogether.
  const place = turn % 5 === 4 ? null : 1 + (turn % 2);
  const decision =
    (place === null ? categories[(turn * 7) % categories.length] : sound.suggestions[place]?.category) ?? 'DOORS';
  const commandId = uuidv7();
  const began = performance.now();
  await client.labels.set({ commandId, sounds: { ids: [sound.id] }, decision });
  labelling.push(performance.now() - began);
  commands.push(commandId);
  let isSeen = false;
  while (!isSeen && performance.now() - began < MOST_MILLISECONDS) {
    await pause(10);
    isSeen = (await seen(ids)) !== was;
  }
  if (isSeen) visible.push(performance.now() - began);
  else unchanged += 1;
  await pause(PAUSE_MILLISECONDS);
}
const quantiles = (values: readonly number[]) => {
  const sorted = values.toSorted((a, b) => a - b);
  return [0.5, 0.95, 1]
    .map((part) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0))
    .join(' / ')
    .concat(' ms');
};
line(
  `label answered ${quantiles(labelling)}; label to changed suggestions near it ${quantiles(visible)} of ${visible.length} (${unchanged} changed nothing near)`,
);
line(
  `loop while labelling ${delays()}, ${(cpu() - before).toFixed(1)} s of processor, load ${os.loadavg()[0]?.toFixed(1)}`,
);
await settled(client, 'the rest', since);

const [one] = await client.sounds.page({ resultSetId: id, offset: Math.floor(count / 3), limit: 1 });
delay.reset();
since = revision.get() ?? 0;
if (one) {
  await client.labels.set({
    commandId: uuidv7(),
    sounds: { ids: [one.id] },
    decision: one.suggestions[1]?.category ?? 'DOORS',
  });
  await settled(client, 'one label alone', since);
  line(`loop meanwhile ${delays()}`);
}
const all = await client.sounds.query({ text: '' });
const sample = await client.sounds.page({ resultSetId: all.id, offset: 1000, limit: 300 });
const states = (records: typeof sample) =>
  JSON.stringify(records.map(({ suggestions }) => suggestions.map(({ category }) => category)));
await engine.close();
({ engine, client } = await start());
line('started again');
await loaded();
const again = await client.sounds.query({ text: '' });
const sampleAgain = await client.sounds.page({ resultSetId: again.id, offset: 1000, limit: 300 });
line(`the same suggestions after a restart: ${states(sample) === states(sampleAgain)}`);
await engine.close();
process.exit();

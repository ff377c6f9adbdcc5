/**
 * Process entry for tests: indexes a folder and decides twice about each sound that it finds, until done or killed. What
 * it begins to hear, and what it was told is safe, it writes into a journal at once; where it is, it says to its parent.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { v5 as uuidv5 } from 'uuid';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { Listener, type ListenRequest } from '../../indexing/index.ts';
import { driveEngine } from './drive-engine.test-support.ts';

const [, , catalogue = '', folder = '', journal = ''] = process.argv;
const DECISIONS = ['DOORWood', 'ANMLDog', 'BELLHand', 'RAINClth', 'RAINGlas', 'MUSICAL'];
const COMMANDS = '6ba7b812-9dad-11d1-80b4-00c04fd430c8';

const write = (lines: readonly string[]) => appendFileSync(journal, lines.map((line) => `${line}\n`).join(''));
const acknowledged = new Set(
  readFileSync(journal, 'utf8')
    .split('\n')
    .flatMap((line) => (line.startsWith('safe ') ? [line.slice('safe '.length)] : [])),
);

const { listen } = Listener.prototype;
Listener.prototype.listen = function (request: ListenRequest) {
  write([`heard ${path.basename(Buffer.from(request.path).toString())}`]);
  return listen.call(this, request);
};

const decisionOf = (name: string, turn: number): string =>
  DECISIONS[([...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) + turn) % DECISIONS.length] ?? '';

process.send?.('opening');
const engine = await driveEngine({ catalogue, precision: 'int8' });
// What a kill met between the commits of the two files is not stored: it was in flight.
const isStored = ({ failure, frames, suggestions }: SoundRecord) =>
  failure !== null || ((frames ?? 0) > 0 && suggestions.length > 0);
const known = (await engine.sounds('')).filter(isStored);
write(['life', ...known.map((sound) => `stored ${path.basename(sound.path)}`)]);
let indexed = false;
const indexing = engine.index([folder], {}).finally(() => {
  indexed = true;
});

async function decide(file: string, turn: number): Promise<void> {
  const name = `${path.basename(file)} ${turn}`;
  if (acknowledged.has(name)) return;
  // The same name every time: a decision that was stored, but never acknowledged, must not be made again.
  const commandId = uuidv5(name, COMMANDS);
  const decision = decisionOf(path.basename(file), turn);
  await engine.client.labels.set({ commandId, sounds: { path: file }, decision });
  write([`safe ${name}`]);
  acknowledged.add(name);
}

async function labelWhatIsThere(): Promise<void> {
  for (const sound of await engine.sounds('')) for (const turn of [1, 2]) await decide(sound.path, turn);
}

process.send?.('working');
while (!indexed) {
  await labelWhatIsThere();
  await pause(5);
}
await indexing;
await labelWhatIsThere();
for (const { state, id } of await engine.client.jobs.list({ limit: 100 })) {
  const files = await engine.client.jobs.files({ id, after: 0, limit: 1_000 });
  write([`job ${state} ${files.map((file) => path.basename(file.path)).sort()}`]);
}
process.send?.('closing');
await engine.close();
process.disconnect?.();

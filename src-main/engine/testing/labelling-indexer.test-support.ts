/**
 * Process entry for tests: indexes a folder, and of each sound that it finds decides twice what it is, marks, edits and
 * collects it, and takes one of these back, until done or killed. What
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

/** What is done with a sound, in this order; an id stays what it is, so that twice is once. */
function deedsFor({ id, path: file }: SoundRecord): readonly ((commandId: string) => Promise<unknown>)[] {
  const name = path.basename(file);
  const { labels, marks, edits, markers, collections, history } = engine.client;
  const sounds = { ids: [id] };
  const decideTurn = (turn: number) => (commandId: string) =>
    labels.set({ commandId, sounds: { path: file }, decision: decisionOf(name, turn) });
  return [
    decideTurn(1),
    (commandId) => marks.set({ commandId, sounds, rating: 5, note: `of ${name}` }),
    (commandId) => edits.set({ commandId, sounds, fields: { title: name, artist: 'Nobody' } }),
    (commandId) => history.undo({ commandId }),
    (commandId) => edits.set({ commandId, sounds, fields: { title: `The ${name}` } }),
    (commandId) =>
      markers.put({ commandId, id, markers: [{ id: uuidv5(`marker ${name}`, COMMANDS), startSeconds: 0.1, name }] }),
    (commandId) => collections.create({ commandId, name }),
    async (commandId) => {
      const collection = (await collections.list()).find((each) => each.name === name);
      if (collection) await collections.add({ commandId, id: collection.id, sounds });
    },
    decideTurn(2),
  ];
}

async function workOn(sound: SoundRecord): Promise<void> {
  const name = path.basename(sound.path);
  for (const [turn, deed] of deedsFor(sound).entries()) {
    const safe = `${name} ${turn}`;
    if (acknowledged.has(safe)) continue;
    await deed(uuidv5(safe, COMMANDS));
    write([`safe ${safe}`]);
    acknowledged.add(safe);
  }
}

const begun = new Set<string>();
const isInterrupted = ({ path: file }: SoundRecord) => acknowledged.has(`begun ${path.basename(file)}`);

/** Undo takes back what was done last: a sound that a kill interrupted comes before all others. */
async function workOnWhatIsThere(): Promise<void> {
  const sounds = await engine.sounds('');
  for (const sound of [...sounds.filter(isInterrupted), ...sounds.filter((each) => !isInterrupted(each))]) {
    const begin = `begun ${path.basename(sound.path)}`;
    if (begun.has(begin)) continue;
    if (!acknowledged.has(begin)) write([`safe ${begin}`]);
    begun.add(begin);
    await workOn(sound);
  }
}

process.send?.('working');
while (!indexed) {
  await workOnWhatIsThere();
  await pause(5);
}
await indexing;
await workOnWhatIsThere();
for (const { state, id } of await engine.client.jobs.list({ limit: 100 })) {
  const files = await engine.client.jobs.files({ id, after: 0, limit: 1_000 });
  write([`job ${state} ${files.map((file) => path.basename(file.path)).sort()}`]);
}
process.send?.('closing');
await engine.close();
process.disconnect?.();

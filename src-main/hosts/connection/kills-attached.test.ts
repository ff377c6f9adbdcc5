/** Labels sent through another process while that one is killed: each decision is there, once, in the order it was made. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runIndexJob } from '../../../src-shared/client/index.ts';
import { openConnection } from './open-connection.ts';

const KILLS = 10;
const LABELS_A_KILL = 30;
const DECISIONS = ['DOORWood', 'ANMLDog', 'BELLHand', 'RAINGlas'];
const starter = fileURLToPath(new URL('../../../e2e/starter-sounds/', import.meta.url));
const ownerEntry = fileURLToPath(new URL('./testing/owner-process.test-support.ts', import.meta.url));

let folder = '';
let catalogue = '';
let owner: ChildProcess | null = null;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kills-attached-'));
  catalogue = path.join(folder, 'test.sonotheque');
  cpSync(starter, path.join(folder, 'sounds'), { recursive: true });
});
afterEach(() => {
  owner?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const open = () => openConnection({ catalogue, service: true });

it(`keeps every decision once while ${KILLS} owners are killed`, { timeout: 300_000 }, async () => {
  const first = await open();
  await runIndexJob(first.client, [path.join(folder, 'sounds')], {
    signal: new AbortController().signal,
    onProgress: () => {},
    onFailure: () => {},
    onWarning: () => {},
  });
  const { id: resultSetId, count } = await first.client.sounds.query({ text: '' });
  const ids = (await first.client.sounds.page({ resultSetId, offset: 0, limit: count })).map(({ id }) => id);
  await first.close();

  const made: string[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const child = fork(ownerEntry, [catalogue, 'service'], { execArgv: ['--disable-warning=ExperimentalWarning'] });
    owner = child;
    expect((await once(child, 'message'))[0]).toBe('owner');
    const attached = await open();
    expect(attached.role()).toBe('attached');
    const killing = pause(Math.random() * 100).then(() => child.kill('SIGKILL'));
    for (let label = 0; label < LABELS_A_KILL || child.signalCode === null; label += 1) {
      const commandId = uuidv7();
      made.push(commandId);
      const sound = ids[made.length % ids.length];
      if (sound === undefined) throw new Error('no sounds');
      const decision = DECISIONS[made.length % DECISIONS.length] ?? null;
      await attached.client.labels.set({ commandId, sounds: { ids: [sound] }, decision });
    }
    expect(await killing).toBe(true);
    expect(attached.role()).toBe('owner');
    await attached.close();
  }

  const db = new Sqlite(catalogue, { readonly: true });
  const kept = db.prepare<[], string>('SELECT batch_id FROM label_events ORDER BY id').pluck().all();
  db.close();
  expect(kept).toEqual(made);
});

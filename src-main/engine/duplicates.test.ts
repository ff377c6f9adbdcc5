/** Cuts of real recordings, made by the engine itself and listened to like any others. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DrivenEngine, driveEngine } from './testing/drive-engine.test-support.ts';

const starter = fileURLToPath(new URL('../../e2e/starter-sounds/', import.meta.url));

/** Where each is cut, in shares of its length, and how much louder it becomes. */
const cuts = [
  { name: 'head', from: 0.08, to: 1, gainDecibels: 0 },
  { name: 'both', from: 0.21, to: 0.87, gainDecibels: -4 },
  { name: 'tail', from: 0, to: 0.7, gainDecibels: -6 },
  { name: 'low rate', from: 0.13, to: 0.9, gainDecibels: 0, sampleRateHz: 22_050 },
] as const;
const originals = ['drum_roll.flac', 'perc_bell.flac', 'ambi_glass_rub.flac', 'ambi_lunar_land.flac'];

let folder = '';
let engine: DrivenEngine;
const found = new Map<string, readonly string[]>();

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-duplicates-'));
  engine = await driveEngine({ catalogue: path.join(folder, 'test.sonotheque'), precision: 'int8' });
  await engine.index([starter], {});
  const made = path.join(folder, 'made');
  mkdirSync(made);
  for (const { id, path: file, format } of await engine.sounds('')) {
    const seconds = format?.durationSeconds ?? 0;
    if (!originals.includes(path.basename(file))) continue;
    for (const { name, from, to, gainDecibels, ...form } of cuts) {
      const { path: wave } = await engine.client.playback.render({
        id,
        folder: made,
        name: `${path.parse(file).name} ${name}`,
        region: { startSeconds: from * seconds, endSeconds: to * seconds },
        bitDepth: 16,
        ...form,
      });
      amplify(wave, gainDecibels);
    }
  }
  await engine.index([made], {});
  for await (const _progress of await engine.client.duplicates.find({})) {
    // Until all are found.
  }
  const { groups } = await engine.client.duplicates.groups({ offset: 0, limit: 100, decided: true });
  for (const { representative, members } of groups) {
    const names = [representative, ...members.map(({ sound }) => sound)].map(({ path: file }) => path.parse(file).name);
    for (const name of names) found.set(name, names);
  }
}, 120_000);
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Makes a WAV file of 16 bits louder or quieter where it lies. */
function amplify(file: string, decibels: number): void {
  const bytes = readFileSync(file);
  const data = bytes.indexOf('data', 12, 'latin1');
  const end = data + 8 + bytes.readUInt32LE(data + 4);
  for (let at = data + 8; at < end; at += 2)
    bytes.writeInt16LE(Math.round(bytes.readInt16LE(at) * 10 ** (decibels / 20)), at);
  writeFileSync(file, bytes);
}

it.each(originals)('finds what %s was cut from', (original) => {
  const { name } = path.parse(original);
  for (const cut of cuts) expect(found.get(name)).toContain(`${name} ${cut.name}`);
});

it('puts no two recordings together', () => {
  for (const names of found.values()) expect(new Set(names.map((name) => name.split(' ')[0])).size).toBe(1);
});

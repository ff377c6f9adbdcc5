import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { SendEvent } from '../../../src-shared/contract/session.ts';
import { testSound } from '../../audio/testing/tones.test-support.ts';
import { waveFile } from '../../audio/testing/wave-bytes.test-support.ts';
import type { SoundRow } from '../../catalogue/index.ts';
import { PlaybackDecoders } from '../../playback/index.ts';
import { sessionHistory } from './history.ts';
import { ReaperQueue } from './reaper-queue.ts';
import { type SendRequest, sendSounds } from './send-sounds.ts';
import { sentNames } from './sent-names.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sonotheque-send-'));
const decoders = new PlaybackDecoders();
afterAll(() => {
  decoders.close();
  rmSync(folder, { recursive: true, force: true });
});

const RATE_HZ = 48_000;
const original = path.join(folder, 'Door_Slam.wav');
writeFileSync(original, waveFile(testSound(2, RATE_HZ, 2), RATE_HZ, { coding: 's24' }));
const row = {
  id: 1,
  path: { bytes: Buffer.from(original), display: original },
  library: 'Doors',
  format: {
    container: 'wav',
    codec: 'pcm_s24le',
    sampleRateHz: RATE_HZ,
    bitDepth: 24,
    channels: 2,
    durationSeconds: 2,
  },
  label: { category: 'DOORS', catId: 'DOORWood' },
  suggestions: [],
  fields: { fxName: 'Slam: big/small', take: '7' },
} as unknown as SoundRow;

let settings: Record<string, unknown>;
let target: string;
let queue: string;
beforeEach(() => {
  settings = {};
  target = mkdtempSync(path.join(folder, 'target-'));
  queue = mkdtempSync(path.join(folder, 'queue-'));
});

const catalogue = {
  readOnly: false,
  sounds: async (ids: readonly SoundId[]) => (ids[0] === row.id ? [row] : []),
  soundByPath: async (file: string | Uint8Array) => (file === original ? row : null),
  getSetting: async (name: string) => JSON.parse(JSON.stringify(settings[name] ?? null)) as unknown,
  setSetting: async (name: string, value: unknown) => {
    settings[name] = value;
  },
};

function send(more: Partial<SendRequest>, signal?: AbortSignal) {
  const request: SendRequest = {
    sounds: [{ id: row.id }],
    folder: target,
    nameTemplate: '{name}',
    handlesSeconds: 0,
    sampleRateHz: null,
    bitDepth: null,
    fadeMilliseconds: 0,
    insertInto: 'none',
    ...more,
  };
  return sendSounds({ catalogue, decoders, reaper: new ReaperQueue(queue) }, request, signal);
}

async function sent(more: Partial<SendRequest>) {
  const events: SendEvent[] = await Array.fromAsync(send(more));
  const last = events.at(-1);
  if (last?.kind !== 'ended') throw new Error('It did not end.');
  return last.send;
}

describe('sending sounds', { timeout: 30_000 }, () => {
  it('copies byte by byte where nothing is changed, also where what is asked for is what it is', async () => {
    for (const more of [{}, { sampleRateHz: RATE_HZ, bitDepth: 24 } as const]) {
      const { sounds } = await sent(more);
      expect(sounds).toMatchObject([{ soundId: 1, how: 'copied', failure: null }]);
      expect(readFileSync(sounds[0]?.output ?? '').equals(readFileSync(original))).toBe(true);
    }
  });

  it('renders a part with handles, another rate and depth', async () => {
    const { sounds } = await sent({
      sounds: [
        { id: row.id, region: { startSeconds: 0.5, endSeconds: 1 } },
        { path: original, channels: [2] },
      ],
      handlesSeconds: 0.25,
      sampleRateHz: 96_000,
      bitDepth: 16,
    });
    const [part, whole] = sounds.map(({ output }) => readFileSync(output ?? ''));
    expect([part?.readUInt32LE(24), part?.readUInt16LE(34), part?.readUInt16LE(22)]).toEqual([96_000, 16, 2]);
    const dataBytes = (file: Buffer | undefined) => file?.readUInt32LE(file.indexOf('data') + 4);
    expect(dataBytes(part)).toBe(96_000 * 4);
    expect(dataBytes(whole)).toBe(2 * 96_000 * 2);
  });

  it('names files by a template and never writes over one', async () => {
    writeFileSync(path.join(target, 'DOORWood_Slam_ big_small_7_001.wav'), 'mine');
    const { sounds } = await sent({
      sounds: [{ id: row.id }, { id: row.id }, { id: row.id }],
      nameTemplate: '{catId}_{fxName}_{take}_{scene}_{counter:3}',
    });
    expect(sounds.map(({ output }) => path.basename(output ?? ''))).toEqual([
      'DOORWood_Slam_ big_small_7_001 2.wav',
      'DOORWood_Slam_ big_small_7_002.wav',
      'DOORWood_Slam_ big_small_7_003.wav',
    ]);
    expect(readFileSync(path.join(target, 'DOORWood_Slam_ big_small_7_001.wav'), 'utf8')).toBe('mine');
    const same = await sent({ nameTemplate: '{library}' });
    const again = await sent({ nameTemplate: '{library}' });
    expect([same, again].map((one) => path.basename(one.sounds[0]?.output ?? ''))).toEqual([
      'Doors.wav',
      'Doors 2.wav',
    ]);
    await expect(sent({ nameTemplate: '{naem}' })).rejects.toMatchObject({ failure: { code: 'unknown-token' } });
    await sent({ nameTemplate: '../../{name}' });
    expect(readdirSync(path.dirname(target)).sort()).toContain(path.basename(target));
    expect(existsSync(path.join(folder, '..', 'Door_Slam.wav'))).toBe(false);
  });

  it('goes on behind a sound that can not be sent, and says why', async () => {
    const { sounds } = await sent({
      sounds: [{ id: 2 as SoundId }, { id: row.id, region: { startSeconds: 3, endSeconds: 4 } }, { id: row.id }],
    });
    expect(sounds.map(({ failure }) => failure?.code ?? null)).toEqual(['not-in-catalogue', 'empty-region', null]);
    const nowhere = await sent({ folder: path.join(target, 'nowhere') });
    expect(nowhere.sounds[0]?.failure).toMatchObject({ code: 'folder-not-found' });
  });

  it('leaves nothing half-written when it is stopped, and logs what was sent', async () => {
    const stop = new AbortController();
    const events = send(
      { sounds: [{ id: row.id }, { id: row.id, region: { startSeconds: 0, endSeconds: 1 } }] },
      stop.signal,
    );
    await events.next();
    stop.abort();
    for await (const _ of events);
    expect(readdirSync(target)).toEqual(['Door_Slam.wav']);
    expect((await sessionHistory(catalogue))[0]?.sounds[0]).toMatchObject({
      output: path.join(target, 'Door_Slam.wav'),
    });
  });

  it('keeps a log of what went where, newest first, not without end', async () => {
    const first = await sent({});
    const second = await sent({ nameTemplate: 'other' });
    expect(await sessionHistory(catalogue)).toEqual([second, first]);
    expect(first.at).toBeInstanceOf(Date);
    settings = { sessionHistory: ['damaged', ...((settings.sessionHistory as unknown[]) ?? [])] };
    expect(await sessionHistory(catalogue)).toHaveLength(2);
  });
});

describe('inserting into Reaper', { timeout: 30_000 }, () => {
  /** What the script does: signs that it listens, reads orders and deletes them. */
  const listen = () => writeFileSync(path.join(queue, 'listening'), '1\n');

  it('leaves an order that names the files, complete or not at all', async () => {
    listen();
    const { sounds, insertedInto } = await sent({ sounds: [{ id: row.id }, { id: row.id }], insertInto: 'reaper' });
    expect(insertedInto).toBe('reaper');
    const orders = readdirSync(queue).filter((name) => name.endsWith('.txt'));
    expect(orders).toHaveLength(1);
    expect(readFileSync(path.join(queue, orders[0] ?? ''), 'utf8')).toBe(
      `sonotheque-insert 1\n${sounds[0]?.output}\n${sounds[1]?.output}\n`,
    );
  });

  it('orders nothing while nobody listens: files are sent all the same', async () => {
    const silent = await sent({ insertInto: 'reaper' });
    expect(silent).toMatchObject({ insertedInto: 'none', insertFailure: { code: 'reaper-not-listening' } });
    expect(silent.sounds[0]?.output).not.toBeNull();
    expect(readdirSync(queue)).toEqual([]);
  });

  it('says where a path can not be told to Reaper', async () => {
    listen();
    const odd = path.join(target, 'two\nlines');
    mkdirSync(odd);
    expect(await sent({ folder: odd, insertInto: 'reaper' })).toMatchObject({
      insertFailure: { code: 'name-not-insertable' },
    });
  });

  it('lays its script where it stays, and says whether it listens', async () => {
    const reaper = new ReaperQueue(queue);
    const script = await reaper.layScript();
    expect(readFileSync(script, 'utf8')).toContain('sonotheque-insert 1');
    expect(await reaper.isListening()).toBe(false);
    listen();
    expect(await reaper.isListening()).toBe(true);
  });
});

describe('a preview of names', () => {
  const request = { ids: [row.id], nameTemplate: '{catId}_{counter:2}', sampleRateHz: null, bitDepth: null };

  it('is what sending would write, with the ending of what it makes', async () => {
    expect(await sentNames(catalogue, request)).toEqual(['DOORWood_01.wav']);
    const flac = { ...row, path: { bytes: row.path.bytes, display: '/a/slam.flac' } } as SoundRow;
    const other = { ...catalogue, sounds: async () => [flac] };
    expect(await sentNames(other, { ...request, nameTemplate: '{name}' })).toEqual(['slam.flac']);
    const region = { startSeconds: 0, endSeconds: 1 };
    expect(await sentNames(other, { ...request, nameTemplate: '{name}', region })).toEqual(['slam.wav']);
  });

  it('says what means nothing in a name', async () => {
    await expect(sentNames(catalogue, { ...request, nameTemplate: '{nam}' })).rejects.toMatchObject({
      failure: { code: 'unknown-token' },
    });
  });
});

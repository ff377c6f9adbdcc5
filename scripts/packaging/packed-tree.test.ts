import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { layOutAsPacked } from './lay-out.ts';
import { parseTarget } from './runtime-closure.ts';
import { stageApp } from './stage-app.ts';
import { PROCESS_ENTRIES, startPacked } from './start-packed.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
/** `npm test` builds before it tests. */
const built = fs.existsSync(path.join(root, 'dist', 'licences.json'));

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sonotheque-packed-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

describe.skipIf(!built)('the tree that is packed', () => {
  it('starts every process with nothing but itself', { timeout: 180_000 }, async () => {
    const staged = path.join(folder, 'staged');
    await stageApp(root, parseTarget(process.platform, process.arch), staged);
    const resources = path.join(folder, 'resources');
    layOutAsPacked(staged, resources);
    const scratch = path.join(folder, 'scratch');
    fs.mkdirSync(scratch);
    const cli = path.join(resources, 'app.asar.unpacked', 'dist', 'cli.mjs');

    const started = await startPacked({ resources, command: [process.execPath, cli], scratch });

    expect(started.strays).toEqual([]);
    expect(started.entries).toEqual(PROCESS_ENTRIES);
    expect(started.indexed).toBe(14);
    expect(started.licences).toBeGreaterThan(50);
    expect(started.encoders.join()).toContain('tensorflow-wasm');
    expect(started.similar).toBe(3);
    expect(started.sent).toEqual(['perc_bell.wav']);
    expect(started.replaced).toBe('Heavy hail');
    expect(fs.existsSync(path.join(path.dirname(cli), 'sign-scan.wasm'))).toBe(true);
    expect(fs.readFileSync(path.join(path.dirname(cli), 'sonotheque_insert.lua'), 'utf8')).toContain('reaper');
    expect(started.window).toEqual({
      page: 200,
      script: 200,
      peaks: 200,
      audio: 200,
      host: true,
      messageBoxes: [],
    });
  });
});

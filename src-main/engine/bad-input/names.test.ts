/** Names that programs stumble over, through the engine, its contract and the command line. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { BadLibrary } from './bad-library.test-support.ts';

const main = fileURLToPath(new URL('../../hosts/cli/main.ts', import.meta.url));
const NFC = 'caf\u00e9.mp3';
const NFD = 'cafe\u0301.mp3';

const NAMES = [
  'new\nline.mp3',
  'tab\tand \u001b[31mred\u0007.mp3',
  '🚪 slam 👩‍👩‍👧.mp3',
  NFC,
  NFD,
  '   .mp3',
  '-rf.mp3',
  '--help.mp3',
  `"double" 'single' \`back\` $(tick).mp3`,
  'שלום \u202egpj.mp3',
  '100% #1 ?x=y&z.mp3',
  'back\\slash.mp3',
  'file:http:door.mp3',
  `${'ä'.repeat(125)}.mp3`,
  'trailing dot..mp3',
  'con.mp3',
  '\ufffd.mp3',
];
/** Not UTF-8; both would read `d�.mp3`. */
const BYTES = [0xff, 0xe9].map((byte) => Buffer.from([0x64, byte, 0x2e, 0x6d, 0x70, 0x33]));
const SHOWN = ['d\\xff.mp3', 'd\\xe9.mp3'];
const BROKEN = Buffer.from([0xfe, 0x2e, 0x77, 0x61, 0x76]);

let library: BadLibrary;
let rows: ReadonlyMap<string, SoundRecord>;

// Other systems allow fewer names, or change them.
describe.runIf(process.platform === 'linux')('names', () => {
  beforeAll(async () => {
    library = await BadLibrary.make();
    library.putNeighbours();
    for (const name of NAMES) library.put('sheep_bleat.mp3', path.join('all\nof them 😀', name));
    const folder = Buffer.from(`${library.root}/`);
    for (const name of BYTES) copyFileSync(library.at('~last/last.mp3'), Buffer.concat([folder, name]));
    mkdirSync(Buffer.concat([folder, Buffer.from([0xff, 0x2f])]));
    copyFileSync(
      library.at('~last/last.mp3'),
      Buffer.concat([folder, Buffer.from([0xff, 0x2f, 0x61, 0x2e, 0x6d, 0x70, 0x33])]),
    );
    for (const byte of [0xff, 0xfe]) {
      BROKEN[0] = byte;
      writeFileSync(Buffer.concat([folder, BROKEN]), '');
    }
    await library.index();
    rows = await library.rows();
  }, 120_000);
  afterAll(() => library.remove());

  it('of any kind are heard, each as its own sound', () => {
    for (const name of [...NAMES.map((one) => path.join('all\nof them 😀', one)), ...SHOWN, '\\xff/a.mp3']) {
      expect(rows.get(name), JSON.stringify(name)).toMatchObject({ status: 'indexed', failure: null });
    }
    expect(readdirSync(library.at('all\nof them 😀'))).toHaveLength(NAMES.length);
    expect(rows.size).toBe(NAMES.length + 7);
  });

  it('that are no text keep two failed files apart in the job, too', async () => {
    const { files } = await library.lastJob();
    expect([...files.keys()].sort()).toEqual(['\\xfe.wav', '\\xff.wav']);
  });

  it('that differ in how an accent is composed keep their labels apart', async () => {
    const at = (name: string) => library.at('all\nof them 😀', name);
    await library.engine.label(at(NFC), 'ANMLDog');
    await library.engine.label(at(NFD), 'BELLHand');
    const labelled = await library.rows();
    expect(labelled.get(path.join('all\nof them 😀', NFC))?.label?.catId).toBe('ANMLDog');
    expect(labelled.get(path.join('all\nof them 😀', NFD))?.label?.catId).toBe('BELLHand');
  });

  it('that are no text are labelled by id or as they are shown, and their files found', async () => {
    const [first, second] = SHOWN.map((name) => rows.get(name));
    if (!first || !second) throw new Error('They are not there.');
    await library.engine.client.labels.set({ commandId: uuidv7(), sounds: { ids: [first.id] }, decision: 'ANMLDog' });
    expect((await library.rows()).get(SHOWN[0] ?? '')?.label?.catId).toBe('ANMLDog');
    expect((await library.rows()).get(SHOWN[1] ?? '')?.label).toBeNull();
    await library.engine.label(library.at(SHOWN[1] ?? ''), 'ANMLWild');
    expect((await library.rows()).get(SHOWN[1] ?? '')?.label?.catId).toBe('ANMLWild');
    const { pathBase64 } = await library.engine.client.sounds.file({ id: second.id });
    expect(existsSync(Buffer.from(pathBase64, 'base64'))).toBe(true);
  });

  it('do not change by being indexed again', async () => {
    const before = await library.rows();
    expect((await library.index()).report).toMatchObject({
      indexed: 0,
      unchanged: rows.size - 2,
      failed: 2,
      missing: 0,
    });
    expect(await library.rows()).toEqual(before);
  });

  it('come through the command line whole as JSON, and harmless as text', async () => {
    const run = (...args: readonly string[]) =>
      spawnSync(process.execPath, [main, '--catalogue', path.join(library.folder, 'test.sonotheque'), ...args], {
        encoding: 'utf8',
      });
    const lines = run('sounds', '--json').stdout.split('\n').filter(Boolean);
    const told = lines.map((line) => (JSON.parse(line) as { readonly path: string }).path);
    expect(told.sort()).toEqual([...rows.values()].map((row) => row.path).sort());
    const { stdout, status } = run('sounds');
    expect(status).toBe(0);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f]/);
    expect(stdout).toContain('new\\x0aline.mp3');
    expect(stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(rows.size + 3);
  }, 60_000);
});

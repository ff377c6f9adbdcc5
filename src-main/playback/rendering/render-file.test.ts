import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SampleSource } from '../../audio/index.ts';
import { readEmbeddedMetadata, readRawWaveChunks } from '../../audio/metadata/index.ts';
import { encodeSound } from '../../audio/testing/encode-sound.test-support.ts';
import { sine, testSound } from '../../audio/testing/tones.test-support.ts';
import { type WaveCoding, waveFile } from '../../audio/testing/wave-bytes.test-support.ts';
import { type RenderRequest, renderFile } from './render-file.ts';

const RATE_HZ = 48_000;

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'sonotheque-render-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function read(file: string): readonly Float64Array[] {
  const source = new SampleSource(file);
  try {
    return source.read(0, 10 * 192_000);
  } finally {
    source.close();
  }
}

async function render(source: string, more: Partial<RenderRequest> = {}) {
  const output = path.join(temporaryFolder(), 'part.wav');
  const request: RenderRequest = {
    path: Buffer.from(source),
    output,
    startSeconds: 0,
    endSeconds: 2,
    isWhole: false,
    sampleRateHz: null,
    coding: null,
    channels: 'all',
    fadeMilliseconds: 0,
    mostBytes: 1e9,
    description: 'a door',
    originator: 'somebody',
    ...more,
  };
  return { output, rendered: await renderFile(request, async () => {}) };
}

describe('a rendered part', { timeout: 60_000 }, () => {
  it.each<WaveCoding>(['u8', 's16', 's24', 's32', 'f32', 'f64'])(
    'is sample by sample what the sound has there: %s',
    async (coding) => {
      const file = path.join(temporaryFolder(), 'sound.wav');
      writeFileSync(file, waveFile(testSound(2, RATE_HZ, 2), RATE_HZ, { coding }));
      const { output, rendered } = await render(file, { startSeconds: 0.5, endSeconds: 1.25 });
      expect(rendered).toMatchObject({
        sampleRateHz: RATE_HZ,
        channels: 2,
        frames: 36_000,
        coding: coding === 'u8' ? 's16' : coding,
      });
      expect(read(output)).toEqual(read(file).map((plane) => plane.slice(24_000, 60_000)));
    },
  );

  it('is sample by sample what a packed sound has there', async () => {
    const file = path.join(temporaryFolder(), 'sound.flac');
    encodeSound(file, testSound(2, RATE_HZ, 2), { muxer: 'flac', encoder: 'flac', sampleRateHz: RATE_HZ });
    const { output, rendered } = await render(file, { startSeconds: 1, endSeconds: 1.5 });
    expect(rendered.coding).toBe('s16');
    expect(read(output)).toEqual(read(file).map((plane) => plane.slice(48_000, 72_000)));
  });

  it('keeps its place in time and what is said of it; what is no longer true goes', async () => {
    const bext = Buffer.alloc(602 + 12);
    bext.write('Door slam, hall', 0);
    bext.write('Mixer', 256);
    bext.writeBigUInt64LE(48_000n * 3_600n, 338);
    bext.writeUInt16LE(2, 346);
    bext.fill(7, 348, 412);
    bext.writeInt16LE(-2_300, 412);
    bext.write('A=PCM,F=48000', 602);
    const ixml = Buffer.from(
      '<?xml version="1.0"?><BWFXML><SCENE>12</SCENE><SPEED><TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI>0</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI><TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>172800000</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO><TIMESTAMP_SAMPLE_RATE>48000</TIMESTAMP_SAMPLE_RATE></SPEED><SYNC_POINT_LIST><SYNC_POINT/></SYNC_POINT_LIST></BWFXML>',
    );
    const file = path.join(temporaryFolder(), 'sound.wav');
    writeFileSync(
      file,
      waveFile(testSound(1, RATE_HZ, 2), RATE_HZ, { before: [['bext', bext]], after: [['iXML', ixml]] }),
    );
    const { output } = await render(file, { startSeconds: 0.5, endSeconds: 1, sampleRateHz: 96_000 });
    const { fields, entries } = await readEmbeddedMetadata(output);
    expect(fields).toMatchObject({ description: 'Door slam, hall', originator: 'Mixer', scene: '12' });
    expect(fields.timeReferenceSamples).toBe(String((48_000 * 3_600 + 24_000) * 2));
    expect(entries.map(({ key }) => key)).not.toContain('UMID');
    expect(entries.map(({ key }) => key)).not.toContain('LoudnessValue');
    const kept = readRawWaveChunks(output, ['iXML']).get('iXML')?.toString() ?? '';
    expect(kept).toContain(`<TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>${(48_000 * 3_600 + 24_000) * 2}<`);
    expect(kept).not.toContain('SYNC_POINT');
  });

  it('is described where its file says nothing', async () => {
    const file = path.join(temporaryFolder(), 'sound.wav');
    writeFileSync(file, waveFile(testSound(1, RATE_HZ, 1), RATE_HZ));
    const { output } = await render(file, { endSeconds: 0.5, description: `Tür ${'é'.repeat(300)}` });
    const { fields } = await readEmbeddedMetadata(output);
    expect(fields.description).toMatch(/^Tür é{100,}$/);
    expect(fields.originator).toBe('somebody');
  });

  it.each([[44_100], [96_000], [32_000]])(
    'at %i samples a second has the same tone, as loud and at the same time',
    async (rateHz) => {
      const file = path.join(temporaryFolder(), 'sound.wav');
      writeFileSync(file, waveFile([sine(1_000, RATE_HZ, 2, 0.5)], RATE_HZ, { coding: 'f32' }));
      const { output, rendered } = await render(file, { sampleRateHz: rateHz });
      expect(rendered).toMatchObject({ frames: 2 * rateHz, sampleRateHz: rateHz });
      const [plane] = read(output);
      const exact = sine(1_000, rateHz, 2, 0.5);
      let worst = 0;
      for (let index = rateHz / 10; index < 1.9 * rateHz; index++)
        worst = Math.max(worst, Math.abs((plane?.[index] ?? 9) - (exact[index] ?? 0)));
      expect(worst).toBeLessThan(1e-5);
    },
  );

  it('loses bits to hiss, not to distortion', async () => {
    const file = path.join(temporaryFolder(), 'sound.wav');
    const step = 2 ** -15;
    const quiet = sine(1_000, RATE_HZ, 2, 0.4 * step);
    writeFileSync(file, waveFile([quiet], RATE_HZ, { coding: 'f32' }));
    const { output } = await render(file, { coding: 's16' });
    const [plane = new Float64Array()] = read(output);
    // Without dither all of it would be rounded away.
    const heard = plane.reduce((sum, value, index) => sum + value * (quiet[index] ?? 0), 0);
    const power = quiet.reduce((sum, value) => sum + value * value, 0);
    expect(heard / power).toBeGreaterThan(0.9);
    expect(heard / power).toBeLessThan(1.1);
    expect(plane.every((value) => Math.abs(value) <= 2.5 * step)).toBe(true);
    const again = await render(file, { coding: 's16' });
    expect(readFileSync(again.output).equals(readFileSync(output))).toBe(true);
  });

  it('holds the channels that were chosen, in their order, faded at both ends', async () => {
    const file = path.join(temporaryFolder(), 'sound.wav');
    const planes = [0.1, 0.2, 0.4].map((value) => new Float32Array(RATE_HZ).fill(value));
    writeFileSync(file, waveFile(planes, RATE_HZ, { coding: 'f32' }));
    const { output } = await render(file, {
      channels: [2, 0],
      startSeconds: 0.25,
      endSeconds: 0.75,
      fadeMilliseconds: 10,
    });
    const [first = new Float64Array(), second = new Float64Array()] = read(output);
    expect([first[0], first[23_999]]).toEqual([0, 0]);
    expect(first[240]).toBeCloseTo(0.2, 6);
    expect(first[12_000]).toBeCloseTo(0.4, 6);
    expect(second[12_000]).toBeCloseTo(0.1, 6);
    expect(first[23_999 - 240]).toBeCloseTo(0.2, 6);
  });

  it('is not written over a file, beyond its limit, or of nothing', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'sound.wav');
    writeFileSync(file, waveFile(testSound(1, RATE_HZ, 1), RATE_HZ));
    await expect(render(file, { output: file, endSeconds: 0.5 })).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(render(file, { mostBytes: 1_000 })).rejects.toMatchObject({ failure: { code: 'render-too-large' } });
    for (const part of [
      { startSeconds: 5, endSeconds: 6 },
      { startSeconds: 0.5, endSeconds: 0.5 },
    ])
      await expect(render(file, part)).rejects.toMatchObject({ failure: { code: 'empty-region' } });
  });
});

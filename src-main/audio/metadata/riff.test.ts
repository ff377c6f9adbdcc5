import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import {
  bext,
  chunk,
  concat,
  fixed,
  formatChunk,
  id3Frame,
  id3Tag,
  info,
  ixml,
  lines,
  ReadingBench,
  soundChunk,
  u16,
  u32,
  u64,
  wav,
} from './file-builder.test-support.ts';
import { readEmbeddedMetadata } from './index.ts';

const bench = new ReadingBench();
afterAll(() => bench.clear());
const entriesOf = async (bytes: Buffer) => lines((await bench.read(bytes)).entries);

describe('the bext chunk', () => {
  const full = {
    description: 'Door slam, wood',
    originator: 'Recorder',
    reference: 'REF1',
    date: '2024-05-06',
    time: '10:11:12',
    timeReference: 2 ** 33 + 5,
    version: 2,
    umid: Buffer.alloc(64, 0xab),
    loudnessHundredths: [-2310, 520, -100, 0x7fff, -2000],
    codingHistory: 'A=PCM,F=48000,W=24,M=mono\r\n',
  };

  it('gives every field of version 2, loudness where it was measured', async () => {
    const { entries, fields, warnings } = await bench.read(wav(bext(full), soundChunk));
    expect(lines(entries)).toEqual([
      'bext:Description=Door slam, wood',
      'bext:Originator=Recorder',
      'bext:OriginatorReference=REF1',
      'bext:OriginationDate=2024-05-06',
      'bext:OriginationTime=10:11:12',
      'bext:TimeReference=8589934597',
      'bext:Version=2',
      `bext:UMID=${'AB'.repeat(64)}`,
      'bext:LoudnessValue=-23.10',
      'bext:LoudnessRange=5.20',
      'bext:MaxTruePeakLevel=-1.00',
      'bext:MaxShortTermLoudness=-20.00',
      'bext:CodingHistory=A=PCM,F=48000,W=24,M=mono',
    ]);
    expect(fields).toEqual({
      description: 'Door slam, wood',
      originator: 'Recorder',
      recordedAt: '2024-05-06T10:11:12',
      timeReferenceSamples: '8589934597',
    });
    expect(warnings).toEqual([]);
  });

  it('knows no UMID in version 0 and no loudness in version 1', async () => {
    const zero = await entriesOf(wav(bext({ ...full, version: 0 })));
    const one = await entriesOf(wav(bext({ ...full, version: 1 })));
    expect(zero.some((line) => line.includes('UMID') || line.includes('Loudness'))).toBe(false);
    expect(one.some((line) => line.includes('UMID'))).toBe(true);
    expect(one.some((line) => line.includes('Loudness'))).toBe(false);
  });

  it('leaves out what stands behind a NUL, reads Latin-1, and mends a UTF-8 character cut by the field width', async () => {
    const garbage = concat('clean', Buffer.from([0, 0x47, 0x11, 0xff]));
    const cut = concat('x', Buffer.from('é'.repeat(200), 'utf8')).subarray(0, 256);
    expect(await entriesOf(wav(bext({ description: garbage })))).toContain('bext:Description=clean');
    expect(await entriesOf(wav(bext({ originator: Buffer.from('Jürgen', 'latin1') })))).toContain(
      'bext:Originator=Jürgen',
    );
    expect(await entriesOf(wav(bext({ description: cut })))).toContain(`bext:Description=x${'é'.repeat(127)}`);
  });

  it('reads as much as a short block holds, with a warning', async () => {
    const { entries, warnings } = await bench.read(wav(chunk('bext', fixed('short', 256), fixed('me', 32))));
    expect(lines(entries)).toEqual(['bext:Description=short', 'bext:Originator=me']);
    expect(warnings).toHaveLength(1);
  });
});

describe('other chunks', () => {
  it('reads LIST INFO in UTF-8 and Windows-1252', async () => {
    const latin = Buffer.from([0x54, 0xfc, 0x72, 0x80]);
    expect(await entriesOf(wav(info({ INAM: 'Tür', IART: latin, ICMT: 'odd' }), soundChunk))).toEqual([
      'info:INAM=Tür',
      'info:IART=Tür€',
      'info:ICMT=odd',
    ]);
  });

  it('reads an ID3 tag, cue points with their texts, sampler loops and ACID facts', async () => {
    const cue = chunk('cue ', u32(1), u32(7), u32(0), 'data', u32(0), u32(0), u32(4800));
    const texts = chunk('LIST', 'adtl', chunk('labl', u32(7), 'Hit\0'), chunk('note', u32(7), 'loud\0'));
    const loop = concat(u32(1), u32(0), u32(100), u32(2000), u32(0), u32(0));
    const sampler = chunk('smpl', Buffer.alloc(12), u32(60), Buffer.alloc(12), u32(1), u32(0), loop);
    const acid = chunk('acid', u32(2), u16(57), u16(0), u32(0), u32(8), u16(4), u16(4), floatBytes(120.5));
    const tag = chunk('id3 ', id3Tag(3, id3Frame('TIT2', Buffer.from([0]), 'Name')));
    const { entries, fields } = await bench.read(wav(cue, texts, sampler, acid, soundChunk, tag));
    expect(lines(entries)).toEqual([
      'other:cue/7=4800',
      'other:labl/7=Hit',
      'other:note/7=loud',
      'other:smpl/rootNote=60',
      'other:smpl/loop[1]=forward 100-2000',
      'other:acid/tempo=120.5',
      'other:acid/rootNote=57',
      'id3:TIT2=Name',
    ]);
    expect(fields).toEqual({ title: 'Name', tempoBpm: '120.5' });
  });

  it('reads XMP raw and by property, and axml raw', async () => {
    const packet =
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="r"><rdf:Description xmp:Rating="4" rdf:about="">' +
      '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Rain</rdf:li></rdf:Alt></dc:title>' +
      '<dc:subject><rdf:Bag><rdf:li>wet</rdf:li><rdf:li>roof</rdf:li></rdf:Bag></dc:subject>' +
      '<xmpDM:scene>12</xmpDM:scene></rdf:Description></rdf:RDF></x:xmpmeta>';
    const { entries, fields } = await bench.read(wav(chunk('_PMX', packet), chunk('axml', '<a/>')));
    expect(lines(entries)).toEqual([
      `xmp:packet=${packet}`,
      'xmp:xmp:Rating=4',
      'xmp:dc:title=Rain',
      'xmp:dc:subject=wet; roof',
      'xmp:xmpDM:scene=12',
      'other:axml=<a/>',
    ]);
    expect(fields).toEqual({ title: 'Rain', keywords: 'wet; roof', rating: '4', scene: '12' });
  });
});

describe('walking over what other programs do wrong', () => {
  const name = info({ INAM: 'Name' });
  const found = async (bytes: Buffer) => (await bench.read(bytes)).fields.title;

  it.each([
    ['sound of odd length without a pad byte', concat('data', u32(5), Buffer.alloc(5, 9), name)],
    ['an unknown chunk of odd length without a pad byte', concat('minf', u32(3), Buffer.alloc(3, 9), name)],
    ['garbage between chunks', concat(soundChunk, Buffer.from([0xfe, 0x01, 0x99, 0xff, 1, 2, 3, 4, 5]), name)],
    ['a chunk behind the sound', concat(soundChunk, name)],
    ['empty chunks', concat(chunk('JUNK'), chunk('FLLR'), name)],
  ])('finds metadata behind %s', async (_fault, chunks) => {
    expect(await found(wav(chunks))).toBe('Name');
  });

  it('does not believe the size in the RIFF header', async () => {
    for (const size of [0, 4, 0xffffffff]) {
      const bytes = wav(soundChunk, name);
      bytes.writeUInt32LE(size, 4);
      expect(await found(bytes)).toBe('Name');
    }
  });

  it('keeps what is left of a chunk that claims to be longer than the file', async () => {
    const { entries, warnings } = await bench.read(
      wav(concat('iXML', u32(5000), '<BWFXML><SCENE>12</SCENE></BWFXML>')),
    );
    expect(lines(entries)).toEqual(['ixml:SCENE=12']);
    expect(warnings).toEqual(['The block "iXML" says that it is longer than the file; what is there was read.']);
  });

  it('takes sound of unknown length for the rest of the file', async () => {
    const { entries, warnings } = await bench.read(wav(name, concat('data', u32(0xffffffff), Buffer.alloc(50))));
    expect(lines(entries)).toEqual(['info:INAM=Name']);
    expect(warnings).toEqual([]);
  });

  it('reads a file with an ID3 tag in front', async () => {
    const tag = id3Tag(4, id3Frame('TPE1', Buffer.from([3]), 'Art'));
    expect((await bench.read(concat(tag, wav(name)))).fields).toEqual({ title: 'Name', artist: 'Art' });
  });

  it('leaves the pictures of a film alone', async () => {
    const film = concat('AVI ', chunk('LIST', 'movi', Buffer.alloc(50_000, 0x41)), name);
    const { fields, warnings } = await bench.read(concat('RIFF', u32(film.length), film));
    expect(fields).toEqual({ title: 'Name' });
    expect(warnings).toEqual([]);
  });

  it('walks 100,000 tiny chunks quickly and still finds the last', async () => {
    const tiny = chunk('tiny');
    const started = performance.now();
    expect(await found(wav(Buffer.concat(Array.from({ length: 100_000 }, () => tiny)), name))).toBe('Name');
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('files over 4 GB', () => {
  it.each(['RF64', 'BW64'])('reads %s chunks behind the sound by their 64-bit sizes', async (form) => {
    const soundBytes = 5 * 2 ** 30;
    const wide = chunk('ds64', u64(soundBytes + 200), u64(soundBytes), u64(soundBytes / 2), u32(0));
    const opening = concat(form, u32(0xffffffff), 'WAVE', wide, formatChunk, 'data', u32(0xffffffff));
    const path = bench.path(`${form}.wav`);
    const file = openSync(path, 'w');
    writeSync(file, opening, 0, opening.length, 0);
    const ending = info({ INAM: 'Far away' });
    // A hole in the file stands for the sound where the file system has holes.
    if (process.platform !== 'win32') {
      ftruncateSync(file, opening.length + soundBytes);
      writeSync(file, ending, 0, ending.length, opening.length + soundBytes);
    }
    closeSync(file);
    if (process.platform === 'win32') return;
    const { fields, warnings } = await readEmbeddedMetadata(path);
    expect(fields.title).toBe('Far away');
    expect(warnings).toEqual([]);
  });
});

describe('iXML inside a WAV file', () => {
  it('comes from the iXML chunk', async () => {
    expect(await entriesOf(wav(ixml('<SCENE>7A</SCENE>')))).toEqual(['ixml:IXML_VERSION=1.61', 'ixml:SCENE=7A']);
  });
});

function floatBytes(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}

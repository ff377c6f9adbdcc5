import { afterAll, describe, expect, it } from 'vitest';
import {
  aiff,
  bext,
  type Content,
  chunk,
  chunkBe,
  concat,
  fixed,
  flacBlock,
  formatChunk,
  id3Frame,
  id3Tag,
  info,
  ixml,
  lines,
  ReadingBench,
  u16be,
  u32,
  u32be,
  u64,
  u64be,
  vorbisComment,
  wav,
} from './file-builder.test-support.ts';

const bench = new ReadingBench();
afterAll(() => bench.clear());
const entriesOf = async (bytes: Buffer) => lines((await bench.read(bytes)).entries);

describe('Wave64', () => {
  const tail = Buffer.from('f3acd3118cd100c04f8edb8a', 'hex');
  const block = (guid: Buffer, ...content: readonly Content[]) => {
    const payload = concat(...content);
    return concat(guid, u64(24 + payload.length), payload, Buffer.alloc((8 - (payload.length % 8)) % 8));
  };
  const named = (id: string, ...content: readonly Content[]) => block(concat(id, tail), ...content);

  it('reads bext, iXML and summary lists between 64-bit blocks', async () => {
    const summaryGuid = Buffer.from('bc945f925a52d21186dc00c04f8edb8a', 'hex');
    const text = Buffer.from('Tür\0', 'utf16le');
    const body = concat(
      'wave',
      tail,
      named('fmt ', formatChunk.subarray(8)),
      named('data', Buffer.alloc(33, 1)),
      named('bext', bext({ description: 'slam' }).subarray(8)),
      named('iXML', ixml('<SCENE>1</SCENE>').subarray(8)),
      block(summaryGuid, u32(1), 'INAM', u32(text.length), text),
    );
    const riff = Buffer.from('726966662e91cf11a5d628db04c10000', 'hex');
    const entries = await entriesOf(concat(riff, u64(24 + body.length), body));
    expect(entries).toContain('bext:Description=slam');
    expect(entries).toContain('ixml:SCENE=1');
    expect(entries).toContain('info:INAM=Tür');
  });
});

describe('AIFF', () => {
  it('reads names, comments, markers, an ID3 tag and a broadcast extension in APPL', async () => {
    const comment = concat(u16be(1), u32be(0), u16be(0), u16be(5), 'Hello\0');
    const marker = concat(u16be(1), u16be(3), u32be(4800), Buffer.from([3]), 'Hit');
    const tag = id3Tag(4, id3Frame('TCOP', Buffer.from([3]), 'CC0'));
    const file = aiff(
      chunkBe('NAME', 'Door'),
      chunkBe('AUTH', 'Me'),
      chunkBe('(c) ', 'We'),
      chunkBe('ANNO', 'odd'),
      chunkBe('COMT', comment),
      chunkBe('MARK', marker),
      chunkBe('APPL', 'bext', fixed('slam', 602)),
      chunkBe('ID3 ', tag),
    );
    const { entries, fields } = await bench.read(file);
    expect(lines(entries)).toEqual([
      'aiff:NAME=Door',
      'aiff:AUTH=Me',
      'aiff:(c)=We',
      'aiff:ANNO=odd',
      'aiff:COMT=Hello',
      'other:MARK/3=4800 Hit',
      'bext:Description=slam',
      'bext:TimeReference=0',
      'bext:Version=0',
      'id3:TCOP=CC0',
    ]);
    expect(fields).toMatchObject({ title: 'Door', artist: 'Me', copyright: 'CC0', comment: 'odd' });
  });
});

describe('CAF', () => {
  it('reads the info chunk behind sound of unknown length or in front of it', async () => {
    const block = (id: string, size: number, content: Content) => concat(id, u64be(size), content);
    const texts = concat(u32be(2), 'title\0Door\0', 'CatID\0DOORWood\0');
    const desc = block('desc', 32, Buffer.alloc(32));
    const opening = concat('caff', u16be(1), u16be(0), desc);
    const known = concat(opening, block('data', 9, Buffer.alloc(9)), block('info', texts.length, texts));
    const unknown = concat(opening, block('info', texts.length, texts), block('data', -1, Buffer.alloc(9)));
    for (const file of [known, unknown]) {
      const { entries, fields } = await bench.read(file);
      expect(lines(entries)).toEqual(['caf:title=Door', 'caf:CatID=DOORWood']);
      expect(fields).toEqual({ title: 'Door', catId: 'DOORWood' });
    }
  });
});

describe('FLAC', () => {
  const comments = flacBlock(4, true, vorbisComment(['title=Door', 'CATID=DOORWood', 'nothing', 'EMPTY=']));

  it('reads comments, skips pictures, and reads the chunks of the WAV file it was made from', async () => {
    const file = concat(
      'fLaC',
      flacBlock(0, false, Buffer.alloc(34)),
      flacBlock(2, false, 'riff', wav().subarray(0, 12)),
      flacBlock(2, false, 'riff', bext({ description: 'slam' })),
      flacBlock(2, false, 'riff', 'data', u32(123_456)),
      flacBlock(2, false, 'riff', ixml('<USER><FXNAME>Slam</FXNAME></USER>')),
      flacBlock(6, false, Buffer.alloc(5000, 0xff)),
      comments,
      Buffer.alloc(100, 0xf8),
    );
    const { entries, fields, warnings } = await bench.read(file);
    expect(lines(entries)).toContain('bext:Description=slam');
    expect(lines(entries)).toContain('vorbis:TITLE=Door');
    expect(fields).toMatchObject({ title: 'Door', catId: 'DOORWood', fxName: 'Slam', description: 'slam' });
    expect(warnings).toEqual([]);
  });

  it('reads the chunks of an AIFF file', async () => {
    const file = concat('fLaC', flacBlock(2, false, 'aiff', chunkBe('NAME', 'Door')), comments);
    expect(await entriesOf(file)).toContain('aiff:NAME=Door');
  });
});

describe('MP4', () => {
  const box = (id: string, ...content: readonly Content[]) => {
    const payload = concat(...content);
    return concat(u32be(8 + payload.length), Buffer.from(id, 'latin1'), payload);
  };
  const data = (type: number, ...value: readonly Content[]) => box('data', u32be(type), u32be(0), ...value);
  const handler = box('hdlr', Buffer.alloc(24));
  const file = (...boxes: readonly Buffer[]) =>
    concat(box('ftyp', 'M4A '), box('mdat', Buffer.alloc(50)), box('moov', ...boxes));

  it('reads iTunes items, numbers and freeform items, and no pictures', async () => {
    const items = box(
      'ilst',
      box('©nam', data(1, 'Door')),
      box('tmpo', data(21, u16be(120))),
      box('trkn', data(0, u16be(0), u16be(1), u16be(3), u16be(0))),
      box('covr', data(13, Buffer.alloc(5000))),
      box('----', box('mean', u32be(0), 'com.apple.iTunes'), box('name', u32be(0), 'CATID'), data(1, 'DOORWood')),
    );
    const { entries, fields } = await bench.read(file(box('udta', box('meta', u32be(0), handler, items))));
    expect(lines(entries)).toEqual([
      'mp4:©nam=Door',
      'mp4:tmpo=120',
      'mp4:trkn=1/3',
      'mp4:----:com.apple.iTunes:CATID=DOORWood',
    ]);
    expect(fields).toEqual({ title: 'Door', tempoBpm: '120', catId: 'DOORWood' });
  });

  it('reads keyed items and QuickTime user data', async () => {
    const keys = box('keys', u32be(0), u32be(1), u32be(8 + 5), 'mdta', 'FXNam');
    const items = box('ilst', concat(u32be(8 + data(1, 'x').length), u32be(1), data(1, 'x')));
    const text = box('©des', u16be(4), u16be(0), 'Slam');
    expect(await entriesOf(file(box('udta', text), box('meta', handler, keys, items)))).toEqual([
      'mp4:©des=Slam',
      'mp4:FXNam=x',
    ]);
  });
});

describe('WavPack', () => {
  it('reads the APE tag and the chunks of the WAV file it was made from', async () => {
    const header = concat(wav(bext({ description: 'slam' })), 'data', u32(1000));
    const large = concat(Buffer.from([0x80 | 0x21, header.length / 2, (header.length / 2) >> 8, 0]), header);
    const block = concat('wvpk', u32(24 + large.length), Buffer.alloc(24), large);
    const item = (key: string, value: string) =>
      concat(u32(Buffer.byteLength(value)), u32(0), key, Buffer.alloc(1), value);
    const items = concat(item('CatID', 'DOORWood'), item('Artist', 'A\0B'));
    const footer = concat('APETAGEX', u32(2000), u32(items.length + 32), u32(2), u32(0), Buffer.alloc(8));
    const { entries, fields } = await bench.read(concat(block, Buffer.alloc(999, 7), items, footer));
    expect(lines(entries).filter((line) => !/TimeReference|Version/.test(line))).toEqual([
      'bext:Description=slam',
      'ape:CatID=DOORWood',
      'ape:Artist=A',
      'ape:Artist=B',
    ]);
    expect(fields).toMatchObject({ description: 'slam', catId: 'DOORWood', artist: 'A' });
  });
});

describe('chunks inside a list', () => {
  it('are read though an inner text has an odd length and no pad byte', async () => {
    const list = chunk('LIST', 'INFO', 'INAM', u32(3), 'Abc', 'IART', u32(4), 'Defg');
    expect(await entriesOf(wav(list, info({ ICMT: 'x' })))).toEqual(['info:INAM=Abc', 'info:IART=Defg', 'info:ICMT=x']);
  });
});

import { afterAll, describe, expect, it } from 'vitest';
import {
  chunk,
  concat,
  id3Frame,
  id3Tag,
  lines,
  mp3Frames,
  ReadingBench,
  u32be,
  wav,
} from './file-builder.test-support.ts';

const bench = new ReadingBench();
afterAll(() => bench.clear());
const latin1 = Buffer.from([0]);
const utf16 = Buffer.from([1]);
const utf8 = Buffer.from([3]);
const nul = Buffer.from([0]);

describe('ID3 in MP3', () => {
  it('reads version 2.3 in Latin-1 and UTF-16, with freeform texts, comments and ratings', async () => {
    const tag = id3Tag(
      3,
      id3Frame('TIT2', utf16, Buffer.from('\uFEFFドア', 'utf16le')),
      id3Frame('TPE1', latin1, Buffer.from('Jürgen', 'latin1')),
      id3Frame('TXXX', latin1, 'CatID', nul, 'DOORWood'),
      id3Frame('COMM', latin1, 'eng', nul, 'a comment'),
      id3Frame('POPM', 'me', nul, Buffer.from([196])),
      id3Frame('TYER', latin1, '2024'),
      id3Frame('TDAT', latin1, '0605'),
      id3Frame('APIC', latin1, 'image/png', nul, Buffer.from([3]), nul, Buffer.alloc(3000, 0xff)),
    );
    const { entries, fields } = await bench.read(concat(tag, mp3Frames(20)));
    expect(lines(entries).sort()).toEqual([
      'id3:COMM=a comment',
      'id3:POPM=196',
      'id3:TDAT=0605',
      'id3:TIT2=ドア',
      'id3:TPE1=Jürgen',
      'id3:TXXX:CatID=DOORWood',
      'id3:TYER=2024',
    ]);
    expect(fields).toEqual({
      title: 'ドア',
      artist: 'Jürgen',
      catId: 'DOORWood',
      comment: 'a comment',
      rating: '4',
      recordedAt: '2024-05-06',
    });
  });

  it('reads version 2.4 in UTF-8 and version 2.2 with its short names', async () => {
    const four = id3Tag(4, id3Frame('TIT2', utf8, 'Tür'), id3Frame('TXXX', utf8, 'FXName', nul, 'Slam'));
    expect((await bench.read(concat(four, mp3Frames(20)))).fields).toEqual({ title: 'Tür', fxName: 'Slam' });
    const text = concat(latin1, 'Door');
    const two = id3Tag(2, concat('TT2', u32be(text.length).subarray(1), text));
    expect((await bench.read(concat(two, mp3Frames(20)))).fields).toEqual({ title: 'Door' });
  });

  it('undoes unsynchronisation', async () => {
    const frame = id3Frame('TIT2', utf16, Buffer.from([0xff, 0xfe, 0x41, 0x00]));
    const unsynchronised = Buffer.from(frame.toString('hex').replace('fffe', 'ff00fe'), 'hex');
    const tag = id3Tag(3, unsynchronised);
    tag[5] = 0x80;
    expect((await bench.read(concat(tag, mp3Frames(20)))).fields.title).toBe('A');
  });

  it('reads as much as is left of a tag in a WAV file that was cut short', async () => {
    const tag = id3Tag(3, id3Frame('TIT2', latin1, 'Door'), id3Frame('TPE1', latin1, 'Me'));
    const cut = chunk('id3 ', tag.subarray(0, 30));
    expect((await bench.read(wav(cut))).fields).toEqual({ title: 'Door' });
  });

  it('reads version 1 at the end of the file', async () => {
    const tag = Buffer.alloc(128);
    tag.write('TAGDoor', 0, 'latin1');
    tag.write('Me', 33, 'latin1');
    const { fields } = await bench.read(concat(mp3Frames(20), tag));
    expect(fields).toMatchObject({ title: 'Door', artist: 'Me' });
  });

  it('keeps the tag though the sound behind it makes no sense', async () => {
    const tag = id3Tag(4, id3Frame('TIT2', utf8, 'Tür'));
    expect((await bench.read(concat(tag, Buffer.alloc(3000, 0x5a)))).fields.title).toBe('Tür');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MetadataCollector } from './collector.ts';
import { lines } from './file-builder.test-support.ts';
import { readIxml } from './ixml.ts';

function read(xml: string | Buffer): { readonly lines: string[]; readonly warnings: readonly string[] } {
  const collector = new MetadataCollector();
  readIxml(typeof xml === 'string' ? Buffer.from(xml, 'utf8') : xml, collector);
  return { lines: lines(collector.entries), warnings: collector.warnings };
}

const inRoot = (body: string) => read(`<?xml version="1.0" encoding="UTF-8"?><BWFXML>${body}</BWFXML>`);

describe('iXML', () => {
  it('gives recorder fields, speed and tracks by their path', () => {
    const xml =
      '<PROJECT>Film</PROJECT><SCENE>12</SCENE><TAKE>3</TAKE><TAPE>T1</TAPE><NOTE>a &amp; b</NOTE>' +
      '<SPEED><MASTER_SPEED>24/1</MASTER_SPEED></SPEED>' +
      '<TRACK_LIST><TRACK_COUNT>2</TRACK_COUNT><TRACK><NAME>Boom</NAME></TRACK><TRACK><NAME>Lav</NAME></TRACK></TRACK_LIST>';
    expect(inRoot(xml).lines).toEqual([
      'ixml:PROJECT=Film',
      'ixml:SCENE=12',
      'ixml:TAKE=3',
      'ixml:TAPE=T1',
      'ixml:NOTE=a & b',
      'ixml:SPEED/MASTER_SPEED=24/1',
      'ixml:TRACK_LIST/TRACK_COUNT=2',
      'ixml:TRACK_LIST/TRACK[1]/NAME=Boom',
      'ixml:TRACK_LIST/TRACK[2]/NAME=Lav',
    ]);
  });

  it('keeps ASWG, USER and Steinberg attributes apart', () => {
    const xml =
      '<ASWG><catId>DOORWood</catId></ASWG><USER><CATEGORY>DOORS</CATEGORY></USER><BEXT><BWF_DESCRIPTION>d</BWF_DESCRIPTION></BEXT>' +
      '<STEINBERG><ATTR_LIST><ATTR><TYPE>string</TYPE><NAME>MediaCategoryPost</NAME><VALUE>Door</VALUE></ATTR></ATTR_LIST></STEINBERG>';
    expect(inRoot(xml).lines).toEqual([
      'aswg:ASWG/catId=DOORWood',
      'user:USER/CATEGORY=DOORS',
      'ixml:BEXT/BWF_DESCRIPTION=d',
      'ixml:STEINBERG/MediaCategoryPost=Door',
    ]);
  });

  it('reads USER as plain text, numeric entities and CDATA', () => {
    expect(inRoot('<USER>free text</USER>').lines).toEqual(['user:USER=free text']);
    expect(inRoot('<NOTE>&#252;&#x20AC;</NOTE>').lines).toEqual(['ixml:NOTE=ü€']);
    expect(inRoot('<NOTE><![CDATA[a < b &amp; c]]></NOTE>').lines).toEqual(['ixml:NOTE=a < b &amp; c']);
  });

  it('reads UTF-16 and Latin-1, and padding behind the end', () => {
    const xml = '<BWFXML><NOTE>Tür</NOTE></BWFXML>';
    expect(read(Buffer.from(`\uFEFF${xml}`, 'utf16le')).lines).toEqual(['ixml:NOTE=Tür']);
    expect(read(Buffer.from(xml, 'utf16le')).lines).toEqual(['ixml:NOTE=Tür']);
    expect(read(Buffer.from(xml, 'latin1')).lines).toEqual(['ixml:NOTE=Tür']);
    expect(read(`${xml}\0\0\0\0  `)).toEqual({ lines: ['ixml:NOTE=Tür'], warnings: [] });
  });

  it('keeps what stands in front of the damage and warns', () => {
    const { lines: kept, warnings } = read('<BWFXML><SCENE>12</SCENE><TAKE>3</TAKE><NOTE>cut of');
    expect(kept).toEqual(['ixml:SCENE=12', 'ixml:TAKE=3']);
    expect(warnings).toHaveLength(1);
  });

  it('defines no entities, so none can multiply', () => {
    const bomb =
      '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>';
    const { lines: kept } = read(`<?xml version="1.0"?>${bomb}<BWFXML><NOTE>&c;</NOTE><SCENE>1</SCENE></BWFXML>`);
    expect(kept).toEqual(['ixml:NOTE=&c;', 'ixml:SCENE=1']);
  });

  it('takes names of object internals for plain names', () => {
    inRoot('<USER><__proto__><polluted>yes</polluted></__proto__><constructor>x</constructor></USER>');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('survives a thousand nested elements', () => {
    const { warnings } = inRoot(`${'<A>'.repeat(1000)}x${'</A>'.repeat(1000)}`);
    expect(warnings).toHaveLength(1);
  });

  it('never throws, and gives back every plain text that was written', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void inRoot(text)));
    const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
    const plain = fc.stringMatching(/^[\w<>&"' äé€ドア-]{1,40}$/).filter((text) => text === text.trim());
    fc.assert(
      fc.property(plain, (text) => {
        expect(inRoot(`<NOTE>${escaped(text)}</NOTE>`).lines).toEqual([`ixml:NOTE=${text}`]);
      }),
    );
  });
});

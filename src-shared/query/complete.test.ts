import { describe, expect, it } from 'vitest';
import { completeQuery, type KnownNames, parseQuery } from './index.ts';

/** `|` marks the cursor. */
const offered = (marked: string, known?: KnownNames) => {
  const cursor = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { start, end, items } = completeQuery(text, cursor, known);
  return items.map(({ insert }) => `${text.slice(0, start)}${insert}${text.slice(end)}`);
};

describe('completing a query', () => {
  it('offers fields where a word begins like one, or like another name for it', () => {
    expect(offered('door ca|')).toEqual(['door cat:', 'door catid:']);
    expect(offered('leng|')).toEqual(['dur:']);
    expect(offered('(sta| door')).toContain('(status: door');
    expect(offered('zzz|')).toEqual([]);
  });

  it('offers values after the colon', () => {
    expect(offered('source:|')).toEqual(
      ['human', 'file-name', 'metadata', 'model', 'import', 'none'].map((v) => `source:${v}`),
    );
    expect(offered('status:mi|')).toEqual(['status:missing']);
    expect(offered('cat:doorw|')).toEqual(['cat:DOORWood']);
    expect(offered('catid:DOORWoo| rain')).toEqual(['catid:DOORWood rain']);
    expect(offered('cat:DOO|').slice(0, 2)).toEqual(['cat:DOORS', 'cat:DOORAntq']);
  });

  it('offers names of the catalogue, in quotes where they need them', () => {
    const known = { libraries: ['Field 2024', 'Boom', '12" vinyl'], collections: ['Trailer'] };
    expect(offered('lib:|', known)).toEqual(['lib:"Field 2024"', 'lib:Boom', 'lib:"12"" vinyl"']);
    expect(offered('lib:"fi|', known)).toEqual(['lib:"Field 2024"']);
    expect(offered('coll:t|', known)).toEqual(['coll:Trailer']);
  });

  it('offers nothing inside phrases and between words', () => {
    expect(offered('"ca|"')).toEqual([]);
    expect(offered('door | slam')).toEqual([]);
    expect(offered('|')).toEqual([]);
  });

  it('offers only what can be read', () => {
    for (const text of [
      'dur:|',
      'rate:|',
      'ch:|',
      'bits:|',
      'fmt:|',
      'certainty:|',
      'added:|',
      'rating:|',
      'fav:|',
      'lufs:|',
      'peak:|',
    ]) {
      const completed = offered(text);
      expect(completed.length).toBeGreaterThan(0);
      for (const query of completed) expect(parseQuery(query)).toMatchObject({ ok: true });
    }
  });
});

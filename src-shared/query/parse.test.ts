import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery, type QueryNode } from './index.ts';

const word = (text: string, prefix = false): QueryNode => ({ kind: 'word', text, prefix });
const queryOf = (text: string): QueryNode => {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.query;
};
const errorOf = (text: string) => {
  const parsed = parseQuery(text);
  return parsed.ok ? null : parsed.error;
};

describe('reading a query', () => {
  it('asks for everything when empty', () => {
    expect(queryOf('  ')).toEqual({ kind: 'all' });
  });

  it.each(['%', '_', '-', ',', '*', '()', '"…"', '-&', 'AND'])(
    'asks for nothing, never for everything, with %s',
    (text) => {
      expect(queryOf(text)).toEqual({ kind: 'none' });
    },
  );

  it('takes emoji for words', () => {
    expect(queryOf('🎺')).toEqual(word('🎺'));
  });

  it('joins words by AND, commas by OR, which binds less', () => {
    expect(queryOf('door slam, gate')).toEqual({
      kind: 'or',
      terms: [{ kind: 'and', terms: [word('door'), word('slam')] }, word('gate')],
    });
  });

  it('leaves out what follows a minus, but keeps dashes inside words', () => {
    expect(queryOf('car-door -slam')).toEqual({
      kind: 'and',
      terms: [word('car-door'), { kind: 'not', term: word('slam') }],
    });
  });

  it('reads AND, OR and NOT in capitals like blank, comma and minus', () => {
    expect(queryOf('door AND slam OR gate NOT (rain OR wind)')).toEqual(queryOf('door slam, gate -(rain, wind)'));
    expect(queryOf('door and not')).toEqual({ kind: 'and', terms: [word('door'), word('and'), word('not')] });
    expect(errorOf('door NOT')).toMatchObject({
      start: 5,
      end: 8,
      message: '“NOT” wants something after it to leave out.',
    });
    expect(errorOf('(-)')).toBeNull();
  });

  it('groups with brackets', () => {
    expect(queryOf('-(rain, wind) roof')).toEqual({
      kind: 'and',
      terms: [{ kind: 'not', term: { kind: 'or', terms: [word('rain'), word('wind')] } }, word('roof')],
    });
  });

  it('takes quotes as phrases and a final * as a beginning', () => {
    expect(queryOf('"big door" cre*')).toEqual({
      kind: 'and',
      terms: [{ kind: 'phrase', text: 'big door' }, word('cre', true)],
    });
  });

  it('passes over signs, as in pasted names', () => {
    expect(queryOf('Rain - Heavy & Wind *')).toEqual({
      kind: 'and',
      terms: [word('Rain'), word('Heavy'), word('Wind')],
    });
    expect(queryOf('C++')).toEqual(word('C++'));
  });

  it.each([
    ['dur:>5', { field: 'dur', from: 5, fromIncluded: false, to: Number.POSITIVE_INFINITY }],
    ['dur:<=200ms', { field: 'dur', to: 0.2, toIncluded: true }],
    ['dur:1..3', { field: 'dur', from: 1, to: 3 }],
    ['dur:1..', { from: 1, to: Number.POSITIVE_INFINITY }],
    ['dur:..500ms', { from: Number.NEGATIVE_INFINITY, to: 0.5, toIncluded: true }],
    ['dur:2', { from: 1.8, to: 2.2 }],
    ['dur:0.1', { from: 0.05, to: expect.closeTo(0.15, 9) }],
    ['dur:2m', { from: 119.5, to: 120.5 }],
    ['rate:96k', { field: 'rate', from: 96_000, to: 96_000 }],
    ['rate:44.1kHz', { field: 'rate', from: 44_100, to: 44_100 }],
    ['ch:stereo', { field: 'ch', from: 2, to: 2 }],
  ])('reads the range %s', (text, range) => {
    expect(queryOf(text)).toMatchObject({ kind: 'range', ...range });
  });

  it.each([
    ['cat:DOORS', { kind: 'category', value: 'DOORS', prefix: false }],
    ['cat:doorwood', { kind: 'category', value: 'doorwood', prefix: false }],
    ['cat:ANIM*', { kind: 'category', value: 'ANIM', prefix: true }],
    ['lib:"Field 2024"', { kind: 'library', value: 'Field 2024' }],
    ['path:rain/roof', { kind: 'path', value: 'rain/roof' }],
    ['status:failed', { kind: 'status', value: 'failed' }],
    ['Source:Human', { kind: 'source', value: 'human' }],
  ])('reads the field %s', (text, node) => {
    expect(queryOf(text)).toEqual(node);
  });

  it.each([
    ['door (slam', 5, 'This bracket is never closed.'],
    ['door) slam', 4, 'This bracket closes nothing.'],
    ['a "big door', 2, 'This quote is never closed.'],
    ['do*r', 2, 'A * stands at the end of a word, for words that begin like it.'],
    [
      'x foo:bar',
      2,
      'There is no field “foo”. The fields are cat, catid, dur, rate, ch, bits, fmt, name, path, lib, desc, note, source, status, certainty, added, rating, fav, coll, lufs, peak.',
    ],
    ['dur:long', 4, '“long” is not seconds, like dur:>5, dur:1..3, dur:>1m30 or dur:<200ms.'],
    ['dur:2..1', 4, '“2..1” is empty: write the smaller first, dur:1..2.'],
    ['dur:..', 4, '“..” is not seconds, like dur:>5, dur:1..3, dur:>1m30 or dur:<200ms.'],
    ['ch:2.5', 3, '“2.5” is not a number of channels, like ch:2 or ch:>2.'],
    ['cat:xqzvk*', 4, 'No UCS category or CatID begins with “xqzvk”.'],
    ['cat:xqzvk', 4, '“xqzvk” is no UCS category or CatID.'],
    ['status: failed', 0, '“status:” wants a value right after the colon.'],
    ['ch:', 0, '“ch:” wants a value right after the colon.'],
  ])('says where and why %s is wrong', (text, start, message) => {
    expect(errorOf(text)).toMatchObject({ start, message });
  });

  it('offers the categories that a wrong one may mean', () => {
    expect(errorOf('cat:DOOR')?.message).toMatch(/^“DOOR” is no UCS category or CatID\. Did you mean DOORS, DOOR/u);
    expect(errorOf('cat:WOODHandl')?.message).toContain('WOODHndl');
  });

  it('never throws, and points inside the text', () => {
    const pieces = fc.constantFrom(
      '(',
      ')',
      '"',
      ',',
      '-',
      '*',
      ':',
      ' ',
      'cat:',
      'dur:',
      '>',
      '5',
      'door',
      'é',
      '..',
      'NOT',
      'OR ',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const error = errorOf(text);
        if (error === null) return;
        expect(error.start).toBeGreaterThanOrEqual(0);
        expect(error.end).toBeLessThanOrEqual(text.length);
        expect(error.start).toBeLessThanOrEqual(error.end);
      }),
    );
  });

  it('refuses nesting that would exhaust the stack', () => {
    expect(errorOf('('.repeat(10_000))?.message).toBe('The search is nested too deeply.');
    expect(errorOf(`${'-'.repeat(10_000)}x`)?.message).toBe('The search is nested too deeply.');
  });
});

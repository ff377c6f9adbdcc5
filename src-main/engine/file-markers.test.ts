import { describe, expect, it } from 'vitest';
import { fileMarkers } from './file-markers.ts';

const other = (key: string, value: string) => ({ standard: 'other' as const, key, value });

describe('markers that a file brings', () => {
  it('are its cue points by time, with their names and lengths', () => {
    const entries = [
      other('cue/2', '96000'),
      other('cue/1', '24000'),
      other('labl/1', 'Slam'),
      other('ltxt/1', '12000 '),
      other('note/2', 'tail'),
    ];
    expect(fileMarkers(entries, 48_000, 4)).toEqual([
      { startSeconds: 0.5, endSeconds: 0.75, name: 'Slam' },
      { startSeconds: 2, endSeconds: null, name: 'tail' },
    ]);
  });

  it('lie within the sound, and are no other standard’s entries', () => {
    const entries = [other('cue/1', '480000'), { standard: 'info' as const, key: 'cue/2', value: '1' }];
    expect(fileMarkers(entries, 48_000, 4)).toEqual([]);
  });
});

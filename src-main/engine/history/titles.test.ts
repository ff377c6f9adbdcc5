import { describe, expect, it } from 'vitest';
import { titleOf } from './titles.ts';

describe('the title of a command', () => {
  it.each([
    [{ action: 'label', detail: 'DOORWood', sounds: 12 }, 'Label 12 sounds DOORWood'],
    [{ action: 'label', detail: '', sounds: 1 }, 'Label 1 sound'],
    [{ action: 'accept', detail: '', sounds: 97_920 }, 'Accept the suggestion for 97,920 sounds'],
    [{ action: 'rate', detail: '4', sounds: 2 }, 'Rate 2 sounds 4'],
    [{ action: 'add-to-collection', detail: 'Trailer', sounds: 3 }, 'Add 3 sounds to “Trailer”'],
    [{ action: 'replace', detail: '“dor” with “door”', sounds: 3 }, 'Replace “dor” with “door” in 3 sounds'],
    [{ action: 'delete-search', detail: 'x'.repeat(80), sounds: 0 }, `Delete search “${'x'.repeat(59)}…”`],
  ] as const)('of %j is %s', (entry, title) => {
    expect(titleOf(entry)).toBe(title);
  });
});

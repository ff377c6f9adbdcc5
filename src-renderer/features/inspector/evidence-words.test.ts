import { expect, it } from 'vitest';
import { filledFields } from './evidence-words.ts';

it('lists the filled fields that nobody edits', () => {
  expect(filledFields({ take: '3', title: 'Door', timeReferenceSamples: '4800' })).toEqual([
    { name: 'Time reference', value: '4800' },
  ]);
});

import { expect, it } from 'vitest';
import { filledFields } from './evidence-words.ts';

it('lists the filled fields in a fixed order', () => {
  expect(filledFields({ take: '3', comment: ' ', title: 'Door' })).toEqual([
    { name: 'Title', value: 'Door' },
    { name: 'Take', value: '3' },
  ]);
});

import { expect, it } from 'vitest';
import { afterLeaving, noHistory, travel } from './query-history.ts';
import type { SoundQuery } from './sound-query.ts';

const asked = (text: string): SoundQuery => ({ text, narrowing: {}, thesaurus: true, sort: { by: 'path' } });

it('goes back through what was asked, and forward again', () => {
  const history = afterLeaving(afterLeaving(noHistory, asked(''), false), asked('door'), false);
  const back = travel(history, asked('rain'), 'back');
  expect(back?.query).toEqual(asked('door'));
  const further = back && travel(back.history, back.query, 'back');
  expect(further?.query).toEqual(asked(''));
  expect(further && travel(further.history, further.query, 'back')).toBeNull();
  expect(further && travel(further.history, further.query, 'forward')?.query).toEqual(asked('door'));
});

it('takes the letters of a word as one step', () => {
  const typed = afterLeaving(
    afterLeaving(afterLeaving(noHistory, asked(''), false), asked('d'), true),
    asked('do'),
    true,
  );
  expect(typed.past).toEqual([asked('')]);
});

it('forgets the way forward when something new is asked', () => {
  const back = travel(afterLeaving(noHistory, asked(''), false), asked('door'), 'back');
  expect(back && afterLeaving(back.history, back.query, false).future).toEqual([]);
});

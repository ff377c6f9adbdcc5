import { expect, it } from 'vitest';
import { paceOf } from './pace.ts';

const minute = 60_000;
const made = (...minutes: number[]) => minutes.map((at) => ({ at: at * minute, sounds: 1 }));

it('says nothing before there is something to say', () => {
  expect(paceOf([], null, 0)).toBeNull();
  expect(paceOf(made(0.1), 0, 0.2 * minute)).toBeNull();
});

it('counts decisions a minute, of the last five minutes and of all', () => {
  expect(paceOf(made(0.5, 1), 0, 2 * minute)).toEqual({ recent: 1, session: 1 });
  expect(paceOf(made(1, 2, 3, 19, 19.5), 0, 20 * minute)).toEqual({ recent: 0.4, session: 0.25 });
});

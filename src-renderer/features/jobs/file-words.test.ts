import { expect, it } from 'vitest';
import type { JobFile } from '../../../src-shared/contract/jobs.ts';
import { filesAsText, matching, reasonOf } from './file-words.ts';

const failed: JobFile = {
  number: 1,
  kind: 'failed',
  path: '/fx/notes.wav',
  failure: { code: 'not-audio', message: 'This is no sound file.', nextStep: 'Leave it out.' },
  warnings: [],
};
const warned: JobFile = {
  number: 2,
  kind: 'warned',
  path: '/fx/rain.wav',
  failure: null,
  warnings: ['It ends early.'],
};

it('says why, and what to do', () => {
  expect([failed, warned].map(reasonOf)).toEqual(['This is no sound file. Leave it out.', 'It ends early.']);
});

it('filters by name and reason', () => {
  expect(matching([failed, warned], 'no sound')).toEqual([failed]);
  expect(matching([failed, warned], 'RAIN early')).toEqual([warned]);
  expect(matching([failed, warned], ' ')).toHaveLength(2);
});

it('copies as lines for a table', () => {
  expect(filesAsText([failed, warned])).toBe(
    '/fx/notes.wav\tThis is no sound file. Leave it out.\n/fx/rain.wav\tIt ends early.',
  );
});

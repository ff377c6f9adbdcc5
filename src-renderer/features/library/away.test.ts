import { expect, it } from 'vitest';
import type { LibraryRecord } from '../../../src-shared/contract/libraries.ts';
import { absenceOf, awayLibraryOf } from './away.ts';

const library = (path: string, connected: boolean) => ({ name: path.slice(1), path, connected }) as LibraryRecord;
const libraries = [library('/drive', false), library('/drive two', true)];

it('is told of sounds of a library whose folder is away, and of no other', () => {
  expect(awayLibraryOf(libraries, { path: '/drive/a.wav' })?.name).toBe('drive');
  expect(awayLibraryOf(libraries, { path: '/drive two/a.wav' })).toBeUndefined();
  expect(awayLibraryOf(null, { path: '/drive/a.wav' })).toBeUndefined();
});

it('says what is not there, and that labels are kept', () => {
  expect(absenceOf(libraries, { path: '/drive/a.wav', status: 'indexed' })?.message).toBe(
    'The folder of drive is not there now.',
  );
  expect(absenceOf(libraries, { path: '/drive two/a.wav', status: 'missing' })).toMatchObject({
    message: 'a.wav is not where it was.',
    nextStep: expect.stringContaining('labels are kept'),
  });
  expect(absenceOf(libraries, { path: '/drive two/a.wav', status: 'indexed' })).toBeNull();
});

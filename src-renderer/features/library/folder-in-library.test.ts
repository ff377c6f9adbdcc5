import { expect, it } from 'vitest';
import { folderInLibrary } from './folder-in-library.ts';

const libraries = [
  { name: 'Game', path: '/fx/game' },
  { name: 'Game', path: '/fx/game 2/' },
  { name: 'Drive', path: 'E:\\' },
];

it('begins with the library', () => {
  expect(folderInLibrary(libraries, { path: '/fx/game/doors/wood/creak.wav', library: 'Game' })).toBe(
    'Game/doors/wood',
  );
  expect(folderInLibrary(libraries, { path: '/fx/game/creak.wav', library: 'Game' })).toBe('Game');
  expect(folderInLibrary(libraries, { path: '/fx/game 2/doors/creak.wav', library: 'Game' })).toBe('Game/doors');
  expect(folderInLibrary(libraries, { path: 'E:\\doors\\creak.wav', library: 'Drive' })).toBe('Drive\\doors');
});

it('is the whole folder where the library isn’t known', () => {
  expect(folderInLibrary(null, { path: '/fx/other/creak.wav', library: 'Other' })).toBe('/fx/other');
  expect(folderInLibrary(libraries, { path: '/fx/gamelan/creak.wav', library: 'Game' })).toBe('/fx/gamelan');
});

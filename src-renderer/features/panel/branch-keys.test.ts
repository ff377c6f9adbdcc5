import { expect, it } from 'vitest';
import type { LibraryId } from '../../../src-shared/contract/identifiers.ts';
import { branchOf, categoryKey, catIdKey, chosenKeys, folderKey, withBranch } from './branch-keys.ts';

it('reads back what a key stands for, whatever a folder is called', () => {
  const path = 'Doors: wood/1:2\n3';
  expect(branchOf(folderKey(7, path))).toEqual({ kind: 'folder', libraryId: 7, path });
  expect(branchOf(categoryKey('FOOD & DRINK'))).toEqual({ kind: 'category', category: 'FOOD & DRINK' });
  expect(branchOf('all')).toBeNull();
});

it('puts a chosen row in the place of the one before in its tree', () => {
  const inLibrary = withBranch({ category: 'DOORS', channels: [2] }, 'folders', folderKey(7, ''));
  expect(inLibrary).toEqual({ category: 'DOORS', channels: [2], folder: { libraryId: 7 as LibraryId, path: '' } });
  const wooden = withBranch(inLibrary, 'categories', catIdKey('DOORWood'));
  expect(chosenKeys(wooden)).toEqual(['folder:7:', 'catid:DOORWood']);
  expect(withBranch(withBranch(wooden, 'folders', 'all'), 'categories', undefined)).toEqual({ channels: [2] });
});

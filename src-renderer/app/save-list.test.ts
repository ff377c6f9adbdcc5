import { expect, it } from 'vitest';
import type { SaveAnswer, WindowHost } from '../../src-shared/contract/window-host.ts';
import { saveList } from './save-list.ts';

const asked: (readonly [name: string, text: string])[] = [];
const hostThat = (answer: SaveAnswer): WindowHost =>
  ({
    kind: 'electron',
    saveList: async (name: string, text: string) => {
      asked.push([name, text]);
      return answer;
    },
  }) as unknown as WindowHost;

it('leaves it to the desktop where a list is written, and whether', async () => {
  const lines = ['path,category', 'a.wav,DOORS'];
  expect(await saveList(hostThat({ kind: 'saved', file: '/home/a/labels.csv' }), 'labels.csv', lines)).toBe(true);
  expect(asked).toEqual([['labels.csv', 'path,category\r\na.wav,DOORS\r\n']]);
  expect(await saveList(hostThat({ kind: 'left' }), 'labels.csv', lines)).toBe(false);
  const failed = { kind: 'failed', message: 'The disk is full.', nextStep: 'Make room.' } as const;
  await expect(saveList(hostThat(failed), 'labels.csv', lines)).rejects.toMatchObject({
    failure: { code: 'cannot-write', message: 'The disk is full.', nextStep: 'Make room.' },
  });
});

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { OfferedSounds } from './offered-sounds.ts';

const offers = new OfferedSounds();
afterEach(() => offers.close());

const id = (number: number): string => `00000000-0000-4000-8000-00000000000${number}`;
const part = (text: string, offset: number, number = 1) => ({
  id: id(number),
  name: '../b:l?a/cut.wav',
  totalBytes: 6,
  offset,
  bytes: Buffer.from(text),
});

it('puts a sound together from its parts, one of them sent twice, under a name that leads nowhere else', async () => {
  await offers.write(part('abc', 0));
  await offers.write(part('def', 3));
  await offers.write(part('def', 3));
  const file = offers.fileOf(id(1));
  expect(readFileSync(file, 'utf8')).toBe('abcdef');
  expect(path.basename(file)).toBe('.._b_l_a_cut.wav');
  await offers.close();
  expect(existsSync(file)).toBe(false);
});

it('refuses what did not come whole, comes out of order or is longer than it said', async () => {
  await offers.write(part('abc', 0));
  expect(() => offers.fileOf(id(1))).toThrow('did not come whole');
  expect(() => offers.fileOf(id(2))).toThrow('did not come whole');
  await expect(offers.write(part('f', 5))).rejects.toThrow('did not come whole');
  await expect(offers.write(part('defg', 3))).rejects.toThrow('did not come whole');
});

it('keeps a few, the newest', async () => {
  for (let number = 1; number <= 5; number++) await offers.write(part('abcdef', 0, number));
  expect(() => offers.fileOf(id(1))).toThrow();
  expect(existsSync(offers.fileOf(id(5)))).toBe(true);
});

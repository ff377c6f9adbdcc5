import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLicences } from './licences.ts';

const built = fs.existsSync(path.resolve(import.meta.dirname, '../../dist/licences.json'));

describe.skipIf(!built)('the licences of what others made', () => {
  it('name each work once, with its whole text', async () => {
    const licences = await readLicences();
    const named = licences.map(({ name, version }) => `${name} ${version}`);
    expect(new Set(named).size).toBe(named.length);
    expect(named.join()).toMatch(/electron .*FFmpeg.*react .*zod /s);
    for (const { name, licence, text } of licences) {
      expect(licence, name).not.toBe('');
      expect(text.length, name).toBeGreaterThan(300);
    }
  });
});

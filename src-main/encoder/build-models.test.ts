import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildModelFiles } from './build-models.ts';
import { SOURCE_FOLDER } from './built-models.fixture.ts';

describe('building the model files', () => {
  it('gives the committed checksums, byte for byte', () => {
    const checksums: unknown = JSON.parse(readFileSync(join(SOURCE_FOLDER, 'checksums.json'), 'utf8'));
    const built = [...buildModelFiles(SOURCE_FOLDER)]
      .filter(([name]) => name.endsWith('.onnx'))
      .map(([name, contents]) => [name, createHash('sha256').update(contents).digest('hex')]);
    expect(Object.fromEntries(built)).toEqual(checksums);
  });
});

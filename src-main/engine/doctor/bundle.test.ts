import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { driveEngine } from '../testing/drive-engine.test-support.ts';
import { hidePaths } from './bundle.ts';

const starter = fileURLToPath(new URL('../../../e2e/starter-sounds/', import.meta.url));

describe('what a bug report gets', () => {
  it('tells of the machine, the catalogue, the jobs and the log, without a name of a file or folder', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'bundle-test-'));
    const library = path.join(folder, 'secret-film');
    mkdirSync(library);
    copyFileSync(path.join(starter, 'dog_bark.mp3'), path.join(library, 'hidden_bark.mp3'));
    writeFileSync(path.join(library, 'hidden notes.wav'), 'no audio');
    const engine = await driveEngine({ catalogue: path.join(folder, 'test.sonotheque'), precision: 'int8' });
    try {
      await engine.index([library], {});
      await engine.label(path.join(library, 'hidden_bark.mp3'), 'ANMLDog');
      const file = path.join(folder, 'bundle.json');
      const { bytes } = await engine.client.app.writeBundle({ file });
      const text = readFileSync(file, 'utf8');
      expect(Buffer.byteLength(text)).toBe(bytes);
      for (const secret of ['secret-film', 'hidden', folder]) expect(text).not.toContain(secret);
      const bundle = JSON.parse(text);
      expect(bundle).toMatchObject({
        product: { platform: process.platform },
        catalogue: { sounds: { total: 2, indexed: 1, failed: 1 }, labels: 1, libraries: 1 },
        jobs: [{ state: 'done', files: [{ kind: 'failed', extension: '.wav', failure: { code: 'not-audio' } }] }],
      });
      expect(bundle.findings.map(({ name }: { readonly name: string }) => name)).toContain('processor');
      expect(bundle.log.join('\n')).toContain('opened');
      await engine.client.app.writeBundle({ file, withPaths: true });
      expect(readFileSync(file, 'utf8')).toContain('secret-film');
    } finally {
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it.each([
    ['There is no folder “/home/ann/Film”.', 'There is no folder “…”.'],
    ['ENOENT: open /home/ann/Film/rain.wav', 'ENOENT: open …'],
    ['at run (file:///opt/sonotheque/dist/cli.mjs:12:3)', 'at run (file://…:12:3)'],
    ['C:\\Users\\Ann\\rain.wav is gone', '… is gone'],
    ['44.1 kHz / 24 bit and/or stereo', '44.1 kHz / 24 bit and/or stereo'],
  ])('hides what names a place: %s', (text, hidden) => {
    expect(hidePaths(text)).toBe(hidden);
  });
});

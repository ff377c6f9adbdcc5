/** Engines that are killed while suggestions follow a label. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import { driveEngine } from './testing/drive-engine.test-support.ts';

const starter = fileURLToPath(new URL('../../e2e/starter-sounds/', import.meta.url));
const entry = fileURLToPath(new URL('./testing/labelling-life.test-support.ts', import.meta.url));
/** After the label is said to be safe: before, while and after suggestions are written. */
const delaysMilliseconds = [0, 40, 90, 200];
/** From the opening until the learner has most likely begun. */
const BEGUN_MILLISECONDS = 3_500;

it('leaves no mixture: the next start suggests what the labels say', { timeout: 240_000 }, async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-killed-learning-'));
  try {
    const library = path.join(folder, 'library');
    cpSync(starter, library, { recursive: true });
    const [killed, whole] = ['killed', 'whole'].map((name) => path.join(folder, `${name}.sonotheque`)) as [
      string,
      string,
    ];
    for (const catalogue of [killed, whole]) {
      const engine = await driveEngine({ catalogue, precision: 'int8' });
      await engine.index([library], {});
      await engine.close();
    }
    const lessons = ['dog_bark.mp3', 'cow_moo.mp3', 'perc_bell.flac', 'drum_roll.flac'];
    for (const [turn, milliseconds] of delaysMilliseconds.entries()) {
      const life = fork(entry, [killed, path.join(library, lessons[turn] ?? ''), turn < 2 ? 'DOORWood' : 'RAINGlas'], {
        execArgv: ['--disable-warning=ExperimentalWarning'],
      });
      const ended = once(life, 'exit');
      await said(life, 'open');
      await pause(BEGUN_MILLISECONDS);
      life.send('label');
      await said(life, 'labelled');
      await pause(milliseconds);
      life.kill('SIGKILL');
      await ended;
    }
    const taught = await driveEngine({ catalogue: whole, precision: 'int8', service: true });
    for (const [turn, name] of lessons.entries()) {
      await taught.label(path.join(library, name), turn < 2 ? 'DOORWood' : 'RAINGlas');
    }
    const again = await driveEngine({ catalogue: killed, precision: 'int8', service: true });
    try {
      await vi.waitFor(
        async () => {
          expect((await again.sounds('')).filter(({ label }) => label !== null)).toHaveLength(lessons.length);
          const [a, b] = [await likely(again), await likely(taught)];
          expect(b.some(({ name, shares }) => name === 'perc_door.flac' && shares.length > 0)).toBe(true);
          for (const [place, { name, shares }] of a.entries()) {
            expect(b[place]?.name).toBe(name);
            for (const { category, probability } of shares) {
              if (probability < 0.05) continue;
              const other = b[place]?.shares.find((one) => one.category === category)?.probability ?? 0;
              expect(Math.abs(probability - other), `${name} ${category}`).toBeLessThan(0.03);
            }
          }
        },
        { timeout: 30_000, interval: 200 },
      );
    } finally {
      await taught.close();
      await again.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

async function said(life: ChildProcess, word: string): Promise<void> {
  for (;;) {
    const [message] = (await once(life, 'message')) as [unknown];
    if (message === word) return;
  }
}

async function likely(engine: Awaited<ReturnType<typeof driveEngine>>) {
  return (await engine.sounds('')).map(({ path: file, suggestions }) => ({
    name: path.basename(file),
    shares: suggestions,
  }));
}

/** Engines that are killed while a model version listens, learns and suggests, before it becomes the active one. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { expect, it, vi } from 'vitest';
import { randomNumbers } from '../catalogue/testing/fixtures.ts';
import { readShippedModel } from '../encoder/index.ts';
import { runBuilder } from './model-versions/run-builder.ts';
import { writeFinishedRun } from './model-versions/testing/finished-run.test-support.ts';
import { driveEngine } from './testing/drive-engine.test-support.ts';

const KILLS = Number(process.env.KILLS ?? 8);
const SEED = Number(process.env.KILLS_SEED ?? Date.now() % 1_000_000);
/** From the opening until the pointer has moved, about. */
const ACTIVATION_MILLISECONDS = 20_000;
const SOUNDS = 14;
const starter = fileURLToPath(new URL('../../e2e/starter-sounds/', import.meta.url));
const entry = fileURLToPath(new URL('./testing/activating-life.test-support.ts', import.meta.url));

it('goes on until it is active, and the old version serves unharmed', { timeout: 900_000 }, async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-killed-activating-'));
  const catalogue = path.join(folder, 'test.sonotheque');
  const look = (): {
    readonly active: string;
    readonly shipped: string;
    readonly others: number;
    readonly integrity: unknown;
  } => {
    const main = new Database(catalogue, { readonly: true });
    const index = new Database(`${catalogue}-index`, { readonly: true });
    try {
      return {
        active: main
          .prepare('SELECT version_id FROM model_versions WHERE id = (SELECT active_model_id FROM catalogue_state)')
          .pluck()
          .get() as string,
        shipped: JSON.stringify(
          ['suggestions', 'suggestion_lists', 'sound_features'].map((table) =>
            index.prepare(`SELECT * FROM ${table} WHERE model_id = 1 ORDER BY 2`).all(),
          ),
        ),
        others: index.prepare('SELECT count(*) FROM suggestion_lists WHERE model_id <> 1').pluck().get() as number,
        integrity: index.pragma('integrity_check', { simple: true }),
      };
    } finally {
      main.close();
      index.close();
    }
  };
  try {
    const library = path.join(folder, 'library');
    cpSync(starter, library, { recursive: true });
    const engine = await driveEngine({ catalogue, precision: 'int8', service: true });
    await engine.index([library], {});
    await vi.waitFor(() => expect(JSON.parse(look().shipped)[2]).toHaveLength(SOUNDS), {
      timeout: 30_000,
      interval: 100,
    });
    await pause(4_000);
    await engine.close();
    const runFolder = path.join(folder, 'run');
    await writeFinishedRun(runFolder, {
      trains: 'encoder',
      catalogue,
      categoryOf: (name) => (name.startsWith('perc') ? 'MUSICAL' : 'ANIMALS'),
    });
    const target = path.join(`${catalogue}-models`, 'being-made');
    mkdirSync(target, { recursive: true });
    const built = await runBuilder({
      kind: 'build',
      name: 'Killed',
      runFolder,
      outcome: null,
      target,
      ancestors: [{ id: readShippedModel().id, assetsFolder: null, starterFile: null }],
      catalogue,
      productVersion: '0.0.0',
    });
    const version = built?.id ?? '';
    renameSync(target, path.join(`${catalogue}-models`, version));

    const before = look();
    const random = randomNumbers(SEED);
    const told = `seed ${SEED}`;
    for (let kill = 0; kill < KILLS && look().active !== version; kill += 1) {
      const life = fork(entry, [catalogue, version], { execArgv: ['--disable-warning=ExperimentalWarning'] });
      const ended = once(life, 'exit');
      await once(life, 'message');
      await pause(random() * ACTIVATION_MILLISECONDS);
      life.kill('SIGKILL');
      await ended;
      const now = look();
      expect(now.integrity, told).toBe('ok');
      expect(now.shipped, told).toBe(before.shipped);
      expect([readShippedModel().id, version], told).toContain(now.active);
      if (now.active === version) expect(now.others, told).toBe(SOUNDS);
    }
    const life = fork(entry, [catalogue, version], { execArgv: ['--disable-warning=ExperimentalWarning'] });
    const [exitCode] = await once(life, 'exit');
    expect(exitCode, told).toBe(0);
    expect(look(), told).toMatchObject({ active: version, shipped: before.shipped, others: SOUNDS });

    const last = await driveEngine({ catalogue, precision: 'int8', service: true });
    expect(await last.client.models.rollback()).toEqual({ active: readShippedModel().id, gaps: null });
    await last.close();
    expect(look().shipped, told).toBe(before.shipped);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { IndexReport } from '../../../src-shared/contract/indexing.ts';
import type { Job, JobFile } from '../../../src-shared/contract/jobs.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { type DrivenEngine, driveEngine } from '../testing/drive-engine.test-support.ts';

const starter = fileURLToPath(new URL('../../../e2e/starter-sounds/', import.meta.url));

/** Short recordings that lie beside whatever is bad: at the root, and in the last folder of every walk. */
const NEIGHBOURS = ['0-first.flac', '~last/last.mp3'] as const;

export type IndexedOnce = {
  readonly job: Job;
  readonly report: IndexReport;
  /** By path below the library, as it is shown. */
  readonly files: ReadonlyMap<string, JobFile>;
};

/** A library with good sounds in it, and an engine to index it. */
export class BadLibrary {
  /** Everything of the test lies in here. */
  readonly folder: string;
  readonly root: string;
  engine: DrivenEngine;

  private constructor(folder: string, root: string, engine: DrivenEngine) {
    this.folder = folder;
    this.root = root;
    this.engine = engine;
  }

  /** @param catalogue absolute, or below the test's folder */
  static async make(catalogue = 'test.sonotheque'): Promise<BadLibrary> {
    const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'sonotheque-bad-')));
    const root = path.join(folder, 'library');
    mkdirSync(root);
    const engine = await driveEngine({ catalogue: path.resolve(folder, catalogue), precision: 'int8' });
    return new BadLibrary(folder, root, engine);
  }

  async remove(): Promise<void> {
    await this.engine.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  at(...parts: readonly string[]): string {
    return path.join(this.root, ...parts);
  }

  write(name: string, content: Uint8Array | string): void {
    mkdirSync(path.dirname(this.at(name)), { recursive: true });
    writeFileSync(this.at(name), content);
  }

  /** Puts a recording of the starter set there. */
  put(recording: string, name: string): void {
    mkdirSync(path.dirname(this.at(name)), { recursive: true });
    copyFileSync(path.join(starter, recording), this.at(name));
  }

  putNeighbours(): void {
    this.put('misc_crow.flac', NEIGHBOURS[0]);
    this.put('sheep_bleat.mp3', NEIGHBOURS[1]);
  }

  /** Indexes the library; the job must end as done. */
  async index(folders: readonly string[] = [this.root]): Promise<IndexedOnce> {
    const report = await this.engine.index(folders, {});
    const { job, files } = await this.lastJob();
    expect(job).toMatchObject({ state: 'done', failure: null });
    return { job, report, files };
  }

  async lastJob(): Promise<Pick<IndexedOnce, 'job' | 'files'>> {
    const [job] = await this.engine.client.jobs.list({ limit: 1 });
    if (!job) throw new Error('There is no job.');
    const files = await this.engine.client.jobs.files({ id: job.id, after: 0, limit: 1_000 });
    return { job, files: new Map(files.map((file) => [path.relative(this.root, file.path), file])) };
  }

  async rows(): Promise<ReadonlyMap<string, SoundRecord>> {
    const sounds = await this.engine.sounds('');
    return new Map(sounds.map((sound) => [path.relative(this.root, sound.path), sound]));
  }

  async expectNeighboursIndexed(): Promise<void> {
    const rows = await this.rows();
    for (const name of NEIGHBOURS) {
      expect(rows.get(name), name).toMatchObject({ status: 'indexed', failure: null, warnings: [] });
      expect(rows.get(name)?.frames, name).toBeGreaterThan(0);
    }
  }
}

/** A sentence for a person and what to do next, without words of machines. */
export function expectPlainWords(failure: SoundRecord['failure'] | undefined): void {
  expect(failure?.message).toMatch(/^[A-Z][^!]*\.$/s);
  expect(failure?.message).not.toMatch(/\b(errno|E[A-Z]{4,}|undefined|null|NaN|Error:|at \/)\b/);
  expect(failure?.nextStep).toMatch(/^[A-Z][^!]*\.$/s);
}

import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, rm, stat, statfs, utimes } from 'node:fs/promises';
import path from 'node:path';
import type { CacheFacts } from '../../../src-shared/contract/app.ts';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { PlaybackDecoders } from '../../playback/index.ts';
import { placeFile } from './place-file.ts';
import type { RenderPlan } from './plan-render.ts';

const GIB = 1_024 ** 3;

export type RenderCacheLimits = {
  /** Of all rendered files together. */
  readonly totalBytes: number;
  /** Of one of them. */
  readonly fileBytes: number;
  /** What was asked for more recently stays: another program may be copying it. */
  readonly keptMilliseconds: number;
  /** The disk is left with so much. */
  readonly freeBytes: number;
};

const DEFAULT_LIMITS: RenderCacheLimits = {
  totalBytes: 4 * GIB,
  fileBytes: GIB,
  keptMilliseconds: 10 * 60_000,
  freeBytes: GIB,
};

type Entry = { readonly folder: string; readonly sizeBytes: number; readonly usedAt: number };

/**
 * Rendered files for other programs to take: what is dragged out, downloaded or put on the clipboard. A folder for the
 * owner only; the same part is rendered once, and what was used longest ago goes when it grows too large.
 */
export class RenderCache {
  readonly #folder: string;
  readonly #decoders: PlaybackDecoders;
  readonly #limits: RenderCacheLimits;
  readonly #mostBytes: () => Promise<number>;
  /** One at a time looks for room: two would both take the same. */
  #making: Promise<unknown> = Promise.resolve();

  /** @param mostBytes of all files together, where a person may choose it */
  constructor(
    folder: string,
    decoders: PlaybackDecoders,
    limits: Partial<RenderCacheLimits> = {},
    mostBytes?: () => Promise<number>,
  ) {
    this.#folder = folder;
    this.#decoders = decoders;
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    this.#mostBytes = mostBytes ?? (async () => this.#limits.totalBytes);
  }

  async facts(): Promise<CacheFacts> {
    const entries = await this.#entries();
    return {
      folder: this.#folder,
      bytes: entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      mostBytes: await this.#mostBytes(),
    };
  }

  /** Deletes all but what was asked for in the last minutes. */
  clear(): Promise<void> {
    const cleared = this.#making.then(async () => {
      for (const { folder, usedAt } of await this.#entries()) {
        if (Date.now() - usedAt >= this.#limits.keptMilliseconds) await rm(folder, { recursive: true, force: true });
      }
    });
    this.#making = cleared.catch(() => {});
    return cleared;
  }

  /**
   * @param name of the file, with its extension
   * @throws SonothequeError `render-too-large`, `renders-full`, `disk-full`; as rendering does
   */
  file(source: Uint8Array, plan: RenderPlan, name: string, signal?: AbortSignal): Promise<string> {
    const made = this.#making.then(() => this.#file(source, plan, name, signal));
    this.#making = made.catch(() => {});
    return made;
  }

  async #file(source: Uint8Array, plan: RenderPlan, name: string, signal?: AbortSignal): Promise<string> {
    signal?.throwIfAborted();
    const { size, mtimeNs } = await stat(Buffer.from(source), { bigint: true }).catch(() => ({
      size: 0n,
      mtimeNs: 0n,
    }));
    const facts = JSON.stringify({ ...plan.command, path: Buffer.from(source).toString('base64'), name });
    const key = createHash('sha256').update(`${size} ${mtimeNs} ${facts}`).digest('hex').slice(0, 32);
    const folder = path.join(this.#folder, key);
    const known = path.join(folder, name);
    if (await stat(known).catch(() => null)) {
      await utimes(folder, new Date(), new Date());
      return known;
    }
    if (plan.sizeBytes > this.#limits.fileBytes) throw tooLarge(this.#limits.fileBytes);
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    // An older, laxer folder is made strict too.
    await chmod(this.#folder, 0o700);
    await this.#makeRoom(plan.sizeBytes);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      const mostBytes = this.#limits.fileBytes;
      return await placeFile(this.#decoders, { source, plan, folder, name, mostBytes, ...(signal && { signal }) });
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  async #makeRoom(sizeBytes: number): Promise<void> {
    const mostBytes = await this.#mostBytes();
    const entries = (await this.#entries()).sort((a, b) => a.usedAt - b.usedAt);
    let total = entries.reduce((sum, entry) => sum + entry.sizeBytes, 0);
    for (const entry of entries) {
      if (total + sizeBytes <= mostBytes) break;
      if (Date.now() - entry.usedAt < this.#limits.keptMilliseconds) break;
      await rm(entry.folder, { recursive: true, force: true });
      total -= entry.sizeBytes;
    }
    if (total + sizeBytes > mostBytes) throw full();
    const { bavail, bsize } = await statfs(this.#folder);
    if (bavail * bsize - sizeBytes < this.#limits.freeBytes) throw diskFull();
  }

  async #entries(): Promise<Entry[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const entries = names
      .filter((name) => /^[0-9a-f]{32}$/.test(name))
      .map(async (name): Promise<Entry | null> => {
        const folder = path.join(this.#folder, name);
        const facts = await stat(folder).catch(() => null);
        const files = facts?.isDirectory() ? await readdir(folder).catch(() => []) : [];
        const sizes = files.map(async (file) => (await stat(path.join(folder, file)).catch(() => null))?.size ?? 0);
        const sizeBytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
        return facts && { folder, sizeBytes, usedAt: facts.mtimeMs };
      });
    return (await Promise.all(entries)).filter((entry) => entry !== null);
  }
}

function tooLarge(mostBytes: number): SonothequeError {
  return new SonothequeError({
    code: 'render-too-large',
    message: `This part would take more than ${Math.round(mostBytes / 2 ** 20)} MB.`,
    nextStep: 'Choose a shorter part, or send it to a folder.',
  });
}

function full(): SonothequeError {
  return new SonothequeError({
    code: 'renders-full',
    message: 'Too many parts were taken out in the last minutes.',
    nextStep: 'Wait some minutes, or send them to a folder.',
  });
}

function diskFull(): SonothequeError {
  return new SonothequeError({
    code: 'disk-full',
    message: 'There is too little room on the disk for this part.',
    nextStep: 'Free some space, then try again.',
  });
}

import type { FSWatcher, watch as watchNatively } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { isSoundFileName } from '../sound-files.ts';
import { isLibraryFolder } from '../walk.ts';

type FolderTreeOptions = {
  readonly watch: typeof watchNatively;
  readonly mostFolders: number;
  readonly onChange: () => void;
  /** No more can be watched. */
  readonly onError: (error: unknown) => void;
};

const SEPARATOR = Buffer.from(path.sep);

/** One watch a folder, for systems that tell of no more; folders that come are taken in, those that go are let go. */
export class FolderTree {
  readonly #options: FolderTreeOptions;
  /** By path, each byte a letter: names need not be text. */
  readonly #watchers = new Map<string, FSWatcher>();
  #closed = false;

  constructor(options: FolderTreeOptions) {
    this.#options = options;
  }

  /** Watches a folder and all below; resolves when that is done. Links are not followed. */
  async add(root: Buffer): Promise<void> {
    const folders = [root];
    for (let folder = folders.pop(); folder !== undefined && !this.#closed; folder = folders.pop()) {
      // First watched, then read: what comes in between is seen twice rather than never.
      if (!this.#watch(folder)) continue;
      const entries = await readdir(folder, { withFileTypes: true, encoding: 'buffer' }).catch(() => []);
      for (const entry of entries) {
        if (entry.isDirectory() && isLibraryFolder(entry.name)) folders.push(within(folder, entry.name));
      }
    }
  }

  close(): void {
    this.#closed = true;
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  /** @returns whether it is newly watched */
  #watch(folder: Buffer): boolean {
    const key = folder.toString('latin1');
    if (this.#watchers.has(key)) return false;
    if (this.#watchers.size >= this.#options.mostFolders) {
      this.#options.onError(Object.assign(new Error('More folders than are watched.'), { code: 'ENOSPC' }));
      return false;
    }
    try {
      const watcher = this.#options.watch(folder, { persistent: false, encoding: 'buffer' }, (event, name) => {
        if (!this.#closed) this.#changed(folder, event, name);
      });
      watcher.on('error', () => this.#letGo(key));
      this.#watchers.set(key, watcher);
      return true;
    } catch (error) {
      // Gone or closed to us since it was found: then there is nothing to watch.
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (this.#watchers.size === 0 || (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'EACCES')) {
        this.#options.onError(error);
      }
      return false;
    }
  }

  #changed(folder: Buffer, event: string, name: Buffer | null): void {
    if (name === null || isSoundFileName(name)) {
      this.#options.onChange();
      return;
    }
    if (event !== 'rename' || !isLibraryFolder(name)) return;
    const place = within(folder, name);
    const known = this.#watchers.has(place.toString('latin1'));
    if (known) this.#options.onChange();
    void this.#lookAt(place);
  }

  /** A name came or went: if it is a folder now, what lies in it is new; if it was one, it is gone. */
  async #lookAt(place: Buffer): Promise<void> {
    const facts = await lstat(place).catch(() => null);
    if (this.#closed) return;
    if (facts?.isDirectory()) {
      await this.add(place);
      this.#options.onChange();
    } else this.#letGo(place.toString('latin1'));
  }

  #letGo(key: string): void {
    const below = `${key}${path.sep}`;
    for (const [place, watcher] of this.#watchers) {
      if (place !== key && !place.startsWith(below)) continue;
      watcher.close();
      this.#watchers.delete(place);
    }
  }
}

function within(folder: Buffer, name: Buffer): Buffer {
  return Buffer.concat(folder.subarray(-1).equals(SEPARATOR) ? [folder, name] : [folder, SEPARATOR, name]);
}

import { opendir, stat } from 'node:fs/promises';

/** The folder of a library at work: its drive may be taken away at any moment. */
export class LibraryRoot {
  readonly path: Buffer;
  readonly #device: bigint | null;

  private constructor(path: Buffer, device: bigint | null) {
    this.path = path;
    this.#device = device;
  }

  static async remember(path: Buffer): Promise<LibraryRoot> {
    try {
      // Opening mounts what is mounted on demand.
      await (await opendir(path)).close();
      return new LibraryRoot(path, (await stat(path, { bigint: true })).dev);
    } catch {
      // It can't be read at all: the walk says so.
      return new LibraryRoot(path, null);
    }
  }

  /** Whether the folder is there and on the same drive: an empty mount point lies on another. */
  async isThere(): Promise<boolean> {
    if (this.#device === null) return true;
    try {
      const facts = await stat(this.path, { bigint: true });
      return facts.isDirectory() && facts.dev === this.#device;
    } catch {
      return false;
    }
  }
}

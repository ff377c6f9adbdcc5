/** Model versions on disk: `NAME.sonotheque-models/ID/`, each folder whole or not there. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { damagedVersion, MODEL_FILES, newerVersion, VERSION_FORMAT } from '../../encoder/index.ts';
import { type VersionDescription, versionDescription } from './version-description.ts';

export const SUGGESTION_HEAD_FILE = 'suggestion-head.safetensors';
/** Folders that are not versions yet. */
const BUILDING = '.building-';
const LARGEST_DESCRIPTION_BYTES = 16 * 2 ** 20;

export class VersionFolders {
  readonly #root: string;

  /** @param root absolute; made with the first version */
  constructor(root: string) {
    this.#root = root;
  }

  folderOf(id: string): string {
    return path.join(this.#root, id);
  }

  /** Names of all versions, whole or not. */
  async ids(): Promise<readonly string[]> {
    const entries = await readdir(this.#root, { withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
  }

  /**
   * What a version says of itself, once its files are looked at.
   * @throws SonothequeError `model-version-gone`, `bad-model-version`, `model-version-newer`
   */
  async read(id: string): Promise<VersionDescription> {
    const folder = this.folderOf(id);
    const file = path.join(folder, MODEL_FILES.description);
    const facts = await stat(file).catch(() => null);
    if (facts === null) throw versionGone();
    const said: unknown = await readFile(file, 'utf8')
      .then((text) => (facts.size > LARGEST_DESCRIPTION_BYTES ? null : JSON.parse(text)))
      .catch(() => null);
    if (typeof said === 'object' && said !== null && 'format' in said && Number(said.format) > VERSION_FORMAT)
      throw newerVersion();
    const parsed = versionDescription.safeParse(said);
    if (!parsed.success || parsed.data.id !== id) throw damagedVersion(`its ${MODEL_FILES.description} can't be read`);
    for (const name of Object.keys(parsed.data.checksums)) {
      const found = await stat(path.join(folder, name)).catch(() => null);
      if (found === null) throw damagedVersion(`its file ${name} is gone`);
    }
    return parsed.data;
  }

  /**
   * Compares every file with its checksum: before a version is taken into use, and before it is exported.
   * @throws SonothequeError as `read`
   */
  async verify(id: string): Promise<VersionDescription> {
    const description = await this.read(id);
    for (const [name, checksum] of Object.entries(description.checksums)) {
      const bytes = await readFile(path.join(this.folderOf(id), name));
      if (checksumOf(bytes) !== checksum) throw damagedVersion(`its file ${name} has changed`);
    }
    return description;
  }

  /** A new folder, empty, that is no version yet. */
  async begin(): Promise<string> {
    await mkdir(this.#root, { recursive: true, mode: 0o700 });
    const folder = path.join(this.#root, `${BUILDING}${process.pid}-${crypto.randomUUID()}`);
    await mkdir(folder);
    return folder;
  }

  /** Makes a folder the version that its description names; one that is there already stays, and the new one goes. */
  async place(folder: string, id: string): Promise<void> {
    try {
      await rename(folder, this.folderOf(id));
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      if ((await stat(this.folderOf(id)).catch(() => null)) === null) throw error;
    }
  }

  /** Writes or rewrites one file of a version and what it says of itself, that last. */
  async change(description: VersionDescription, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
    const folder = this.folderOf(description.id);
    const checksums = { ...description.checksums };
    for (const [name, bytes] of files) {
      checksums[name] = checksumOf(bytes);
      await writeWhole(path.join(folder, name), bytes);
    }
    await writeDescription(folder, { ...description, checksums });
  }

  async bytes(id: string): Promise<number> {
    const folder = this.folderOf(id);
    const names = await readdir(folder).catch(() => []);
    const sizes = await Promise.all(
      names.map((name) =>
        stat(path.join(folder, name))
          .then(({ size }) => size)
          .catch(() => 0),
      ),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  async remove(id: string): Promise<void> {
    await rm(this.folderOf(id), { recursive: true, force: true });
  }

  /** What an engine that was killed left half-made. */
  async removeUnfinished(): Promise<void> {
    const names = await readdir(this.#root).catch(() => []);
    for (const name of names) {
      if (name.startsWith(BUILDING)) await rm(path.join(this.#root, name), { recursive: true, force: true });
    }
  }
}

export const checksumOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export function writeDescription(folder: string, description: VersionDescription): Promise<void> {
  const text = `${JSON.stringify(versionDescription.parse(description), null, 1)}\n`;
  return writeWhole(path.join(folder, MODEL_FILES.description), Buffer.from(text));
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const partial = `${file}.${process.pid}.partial`;
  await writeFile(partial, bytes, { flush: true });
  await rename(partial, file);
}

const versionGone = (): SonothequeError =>
  new SonothequeError({
    code: 'model-version-gone',
    message: 'The files of this model version are not there.',
    nextStep: 'Put its folder back beside the catalogue, or import the version again.',
  });

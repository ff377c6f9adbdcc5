import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { reaperScript } from '../assets.ts';

const SCRIPT = 'sonotheque_insert.lua';
/** First line of an order; the number grows when what follows means something else. */
const ORDER_HEADING = 'sonotheque-insert 1';
/** The script touches this file while it listens. */
const LISTENING_FILE = 'listening';
const LISTENING_MILLISECONDS = 10_000;

/**
 * Orders to Reaper: one small file each, which the script that runs in it (scripts/reaper/sonotheque_insert.lua) finds,
 * carries out and deletes. Files rather than OSC or the web interface: those can start actions, but not name a file to
 * insert, and both have to be switched on and open a port.
 */
export class ReaperQueue {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Asks for media to be inserted at the edit cursor of the track that is selected, one behind the other.
   * @param files absolute
   * @throws SonothequeError `reaper-not-listening`, `name-not-insertable`
   */
  async insert(files: readonly string[]): Promise<void> {
    if (!(await this.isListening())) throw notListening();
    const odd = files.find((file) => /[\n\r]/.test(file));
    if (odd !== undefined) throw oddName(path.basename(odd));
    const order = path.join(this.#folder, `${Date.now()}-${randomUUID()}`);
    try {
      await writeFile(`${order}.part`, `${[ORDER_HEADING, ...files].join('\n')}\n`, { flag: 'wx', mode: 0o600 });
      // Complete or not there at all.
      await rename(`${order}.part`, `${order}.txt`);
    } catch (error) {
      await unlink(`${order}.part`).catch(() => {});
      throw error;
    }
  }

  /**
   * Lays the script that listens beside the queue: a packed program may lie elsewhere tomorrow, and Reaper keeps the path.
   * @returns its absolute path
   */
  async layScript(): Promise<string> {
    await this.prepare();
    const place = path.join(path.dirname(this.#folder), SCRIPT);
    const script = await readFile(reaperScript());
    if (!(await readFile(place).catch(() => null))?.equals(script)) await writeFile(place, script);
    return place;
  }

  /** Makes the folder, for the script to find. */
  async prepare(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
  }

  /** An order that nobody carries out would come as a surprise days later. */
  async isListening(): Promise<boolean> {
    const facts = await stat(path.join(this.#folder, LISTENING_FILE)).catch(() => null);
    return facts !== null && Math.abs(Date.now() - facts.mtimeMs) < LISTENING_MILLISECONDS;
  }
}

function notListening(): SonothequeError {
  return new SonothequeError({
    code: 'reaper-not-listening',
    message: 'Reaper does not listen for sounds.',
    nextStep: 'Start Reaper and run the action “sonotheque_insert” in it; the dialogue of sending says how.',
  });
}

function oddName(name: string): SonothequeError {
  return new SonothequeError({
    code: 'name-not-insertable',
    message: `“${name}” has a line break in its path, which Reaper can't be told.`,
    nextStep: 'Choose another folder, then insert it by hand.',
  });
}

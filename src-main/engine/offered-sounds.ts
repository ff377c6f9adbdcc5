import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { SonothequeError } from '../../src-shared/contract/failures.ts';

export type OfferedPart = {
  readonly id: string;
  readonly name: string;
  readonly totalBytes: number;
  readonly offset: number;
  readonly bytes: Uint8Array;
};

type Offer = { readonly file: string; readonly totalBytes: number; writtenBytes: number };

/** A window compares one at a time; another may ask meanwhile. */
const MOST_OFFERS = 4;

/**
 * Sounds that windows bring to be compared: files for the owner only in a folder of their own, which goes with the
 * engine. They are in no catalogue, and the oldest makes room for the newest.
 */
export class OfferedSounds {
  readonly #offers = new Map<string, Offer>();
  #folder: Promise<string> | null = null;

  /** @throws SonothequeError `offer-broken` where a part is missing before this one */
  async write({ id, name, totalBytes, offset, bytes }: OfferedPart): Promise<void> {
    const offer = this.#offers.get(id) ?? (await this.#begin(id, name, totalBytes));
    // A part that is sent again after a lost answer is written over itself.
    if (offset > offer.writtenBytes || offset + bytes.length > offer.totalBytes) throw broken();
    const file = await open(offer.file, offset === 0 && offer.writtenBytes === 0 ? 'w' : 'r+', 0o600);
    try {
      await file.write(bytes, 0, bytes.length, offset);
    } finally {
      await file.close();
    }
    offer.writtenBytes = Math.max(offer.writtenBytes, offset + bytes.length);
  }

  /**
   * Where a sound lies that was brought whole.
   * @throws SonothequeError `offer-broken`
   */
  fileOf(id: string): string {
    const offer = this.#offers.get(id);
    if (offer === undefined || offer.writtenBytes < offer.totalBytes) throw broken();
    return offer.file;
  }

  async close(): Promise<void> {
    this.#offers.clear();
    if (this.#folder !== null) await rm(await this.#folder, { recursive: true, force: true });
    this.#folder = null;
  }

  async #begin(id: string, name: string, totalBytes: number): Promise<Offer> {
    this.#folder ??= mkdtemp(path.join(os.tmpdir(), 'sonotheque-offered-'));
    const folder = path.join(await this.#folder, id);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const offer = { file: path.join(folder, safeName(name)), totalBytes, writtenBytes: 0 };
    this.#offers.set(id, offer);
    for (const oldest of this.#offers.keys()) {
      if (this.#offers.size <= MOST_OFFERS) break;
      this.#offers.delete(oldest);
      await rm(path.join(await this.#folder, oldest), { recursive: true, force: true });
    }
    return offer;
  }
}

/** Failures name the file, so it keeps its name as far as every system takes it. */
function safeName(name: string): string {
  const { name: stem, ext } = path.parse(name.replaceAll(/[^\p{L}\p{N} ._()-]/gu, '_'));
  return `${stem.slice(0, 60) || 'sound'}${ext.slice(0, 10)}`;
}

const broken = (): SonothequeError =>
  new SonothequeError({
    code: 'offer-broken',
    message: 'The file did not come whole, or is not kept any more.',
    nextStep: 'Choose or drop it again.',
  });

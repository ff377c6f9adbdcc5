/** Looking at a path before anything reads sound from it. */
import { closeSync, readSync } from 'node:fs';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { emptyFile, missingFile, noPermission, notAudio, unreadable } from '../audio-failures.ts';
import { openRegularFile } from './regular-file.ts';

const HEAD_BYTES = 512;

/** A regular file, open for reading; {@link SoundFile.close} it. */
export type SoundFile = {
  readonly path: Buffer;
  readonly descriptor: number;
  readonly sizeBytes: number;
  /** The first bytes, up to 512. */
  readonly head: Buffer;
  close(): void;
};

function fromSystem(error: unknown): unknown {
  if (error instanceof SonothequeError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP') return missingFile(error);
  if (code === 'EACCES' || code === 'EPERM') return noPermission(error);
  if (typeof code === 'string') return unreadable(error);
  return error;
}

/** Signatures of files that are often named like sounds. */
const FOREIGN: readonly (readonly [string, Uint8Array])[] = [
  ['it begins like a ZIP archive', Buffer.from('PK\u0003\u0004', 'latin1')],
  ['it begins like a PNG image', Buffer.from('\u0089PNG', 'latin1')],
  ['it begins like a JPEG image', Buffer.from('\u00ff\u00d8\u00ff', 'latin1')],
  ['it begins like a PDF document', Buffer.from('%PDF', 'latin1')],
  ['it holds only metadata of a Mac file system', Buffer.from('\u0000\u0005\u0016\u0007', 'latin1')],
];

/** What the first bytes say this is instead of audio; null where they don't say. */
export function describeForeign(head: Uint8Array): string | null {
  for (const [sentence, signature] of FOREIGN) {
    if (signature.every((byte, index) => head[index] === byte)) return sentence;
  }
  if (head.every((byte) => byte === 0)) return 'it begins with nothing but zeros';
  const control = (byte: number) =>
    byte === 0x7f || (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13);
  if (head.some(control)) return null;
  try {
    // A character may be cut at the end of the head: `stream` lets that pass.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return 'it begins with text';
  } catch {
    return null;
  }
}

/**
 * Opens a sound for reading, never for writing.
 *
 * @throws SonothequeError when there is no such file, it isn't a regular file, may not be read, is empty, or begins like
 * something that isn't audio
 */
export function openSoundFile(path: Buffer | string): SoundFile {
  const bytes = typeof path === 'string' ? Buffer.from(path) : path;
  if (bytes.includes(0)) throw missingFile(undefined);
  let descriptor: number | undefined;
  try {
    const opened = openRegularFile(bytes);
    descriptor = opened.descriptor;
    if (opened.sizeBytes === 0) throw emptyFile();
    const head = Buffer.alloc(HEAD_BYTES);
    const sound = head.subarray(0, readSync(descriptor, head, 0, HEAD_BYTES, 0));
    const foreign = describeForeign(sound);
    if (foreign !== null) throw notAudio(foreign);
    return { path: bytes, ...opened, head: sound, close: () => closeSync(opened.descriptor) };
  } catch (error) {
    if (descriptor !== undefined) closeSync(descriptor);
    throw fromSystem(error);
  }
}

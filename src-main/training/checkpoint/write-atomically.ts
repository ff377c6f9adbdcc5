/** Files that are always whole: the new one takes the old one's place only when it is on the disk. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** What writing needs of the system; tests put in one whose disk is full. */
export type FileWriter = {
  /** Writes and brings to the disk. */
  write(file: string, bytes: Uint8Array): void;
  rename(from: string, to: string): void;
  remove(file: string): void;
};

export const systemWriter: FileWriter = {
  write(file, bytes) {
    const descriptor = openSync(file, 'w');
    try {
      let done = 0;
      while (done < bytes.length) done += writeSync(descriptor, bytes, done, bytes.length - done);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  },
  rename(from, to) {
    renameSync(from, to);
    syncFolder(dirname(to));
  },
  remove: (file) => rmSync(file, { force: true }),
};

/**
 * Replaces a file by another, whole or not at all.
 *
 * @param options.before the file that is replaced is kept under this name.
 * @throws whatever the system says; the file is then as it was.
 */
export function writeAtomically(
  file: string,
  bytes: Uint8Array,
  options: { readonly before?: string; readonly writer?: FileWriter } = {},
): void {
  const { before, writer = systemWriter } = options;
  const fresh = `${file}.new`;
  try {
    writer.write(fresh, bytes);
  } catch (error) {
    writer.remove(fresh);
    throw error;
  }
  if (before !== undefined) {
    try {
      writer.rename(file, before);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  writer.rename(fresh, file);
}

/** Makes a rename last through a loss of power, where the system can. */
function syncFolder(folder: string): void {
  let descriptor: number | null = null;
  try {
    descriptor = openSync(folder, 'r');
    fsyncSync(descriptor);
  } catch {
    // Windows opens no folders: its file system keeps the order itself.
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

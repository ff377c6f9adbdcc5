import { closeSync, constants, fstatSync, openSync, type Stats, statSync } from 'node:fs';
import { notAFile } from '../audio-failures.ts';

/** A pipe that took a file's place a moment ago would keep us for ever. Windows knows no such flag. */
const READ_WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

function describeKind(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a pipe';
  if (stats.isSocket()) return 'a socket';
  return 'a device';
}

/**
 * Opens a file for reading, never for writing; close the descriptor when done. Pipes, sockets and devices are recognised
 * before they are opened: that alone could block or have effects.
 *
 * @throws SonothequeError `not-a-file`; what the system throws (`ENOENT`, `EACCES`…)
 */
export function openRegularFile(path: string | Buffer): { readonly descriptor: number; readonly sizeBytes: number } {
  const before = statSync(path);
  if (!before.isFile()) throw notAFile(describeKind(before));
  const descriptor = openSync(path, READ_WITHOUT_WAITING);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw notAFile('something else by now');
    return { descriptor, sizeBytes: stats.size };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

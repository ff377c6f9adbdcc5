import type { BigIntStats } from 'node:fs';
import { constants, type FileHandle, open, stat } from 'node:fs/promises';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import type { ByteRange } from './byte-range.ts';

const CHUNK_BYTES = 64 * 1_024;

/** An open file with the facts it had on opening. */
export type OrdinaryFile = {
  readonly sizeBytes: number;
  /** Strong: another size or time gives another one. */
  readonly entityTag: string;
  /** The bytes of one range; closes the file at the end, on an error and when cancelled. */
  readonly stream: (range: ByteRange) => ReadableStream<Uint8Array>;
  readonly close: () => Promise<void>;
};

/**
 * Opens an ordinary file and nothing else: opening a pipe waits for ever, opening a device may do anything.
 * Throws SonothequeError `file-missing`, `not-a-file`, `no-permission` or `unreadable`; `name` is for its sentence.
 */
export async function openOrdinaryFile(path: Buffer, name: string): Promise<OrdinaryFile> {
  let handle: FileHandle | null = null;
  try {
    const before = await stat(path, { bigint: true });
    if (!before.isFile()) throw notAFile(name);
    // Should a pipe take the file's place right now, opening it must not wait. Windows has no such flag.
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const after = await handle.stat({ bigint: true });
    if (!after.isFile() || after.ino !== before.ino || after.dev !== before.dev) throw notAFile(name);
    return ordinaryFile(handle, after, name);
  } catch (error) {
    await handle?.close();
    throw error instanceof SonothequeError ? error : openFailure(error, name);
  }
}

function ordinaryFile(handle: FileHandle, facts: BigIntStats, name: string): OrdinaryFile {
  return {
    sizeBytes: Number(facts.size),
    entityTag: `"${facts.size.toString(36)}-${facts.mtimeNs.toString(36)}"`,
    stream: (range) => streamRange(handle, range, name),
    close: () => handle.close(),
  };
}

/** Reads a chunk only when asked for one, so that a slow reader costs one chunk. */
function streamRange(handle: FileHandle, range: ByteRange, name: string): ReadableStream<Uint8Array> {
  let position = range.first;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const wanted = Math.min(CHUNK_BYTES, range.last + 1 - position);
          const { bytesRead, buffer } = await handle.read(new Uint8Array(wanted), 0, wanted, position);
          // The length is promised already: the connection has to end early, so that nobody takes this for the whole.
          if (bytesRead === 0) throw cutShort(name);
          position += bytesRead;
          controller.enqueue(buffer.subarray(0, bytesRead));
          if (position <= range.last) return;
          await handle.close();
          controller.close();
        } catch (error) {
          await handle.close().catch(() => undefined);
          throw error;
        }
      },
      cancel: () => handle.close(),
    },
    { highWaterMark: 0 },
  );
}

function cutShort(name: string): SonothequeError {
  return new SonothequeError({
    code: 'cut-short',
    message: `“${name}” became shorter while it was played.`,
    nextStep: 'Index its folder again.',
  });
}

function notAFile(name: string): SonothequeError {
  return new SonothequeError({
    code: 'not-a-file',
    message: `“${name}” is no ordinary file any more; it was not opened.`,
    nextStep: 'Index its folder again.',
  });
}

function openFailure(error: unknown, name: string): SonothequeError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new SonothequeError({
        code: 'file-missing',
        message: `“${name}” is not where it was.`,
        nextStep: 'Connect its drive, or index its folder again.',
      });
    case 'EACCES':
    case 'EPERM':
      return new SonothequeError({
        code: 'no-permission',
        message: `There is no permission to read “${name}”.`,
        nextStep: 'Give yourself the right to read it.',
      });
    default:
      return new SonothequeError(
        {
          code: 'unreadable',
          message: `“${name}” could not be opened (${code || 'unknown reason'}).`,
          nextStep: 'Check the drive that it lies on.',
        },
        { cause: error },
      );
  }
}

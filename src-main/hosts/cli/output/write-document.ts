import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SonothequeError } from '../../../../src-shared/contract/failures.ts';

/**
 * Written beside and renamed: an interrupted export leaves no half a document.
 * @returns whether it was written to the end
 * @throws SonothequeError `cannot-write`
 */
export async function writeDocument(lines: AsyncIterable<string>, file: string, signal: AbortSignal): Promise<boolean> {
  // A device or pipe is written to, never replaced.
  const ordinary = (await stat(file).catch(() => null))?.isFile() ?? true;
  const part = ordinary ? `${file}.part` : file;
  const withBreaks = async function* () {
    for await (const line of lines) yield `${line}\n`;
  };
  try {
    await pipeline(Readable.from(withBreaks()), createWriteStream(part), { signal });
    if (ordinary) await rename(part, file);
    return true;
  } catch (cause) {
    if (ordinary) await rm(part, { force: true });
    if (signal.aborted) return false;
    if (cause instanceof SonothequeError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SonothequeError(
      {
        code: 'cannot-write',
        message: `“${file}” could not be written (${reason}).`,
        nextStep: 'Check the folder, its rights and the free space, or name another file.',
      },
      { cause },
    );
  }
}

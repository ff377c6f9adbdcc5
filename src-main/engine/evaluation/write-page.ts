import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';

/** Writes a page whole or not at all; what was there is replaced. @throws SonothequeError `page-not-written` */
export async function writePage(file: string, page: string): Promise<void> {
  const beside = `${file}.${randomUUID()}.part`;
  try {
    await writeFile(beside, page);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {});
    throw new SonothequeError({
      code: 'page-not-written',
      message: `${file} could not be written (${error instanceof Error ? error.message : 'unknown'}).`,
      nextStep: 'Name another file with --html.',
    });
  }
}

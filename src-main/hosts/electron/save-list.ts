import { rename, rm, writeFile } from 'node:fs/promises';
import type { SaveAnswer } from '../../../src-shared/contract/window-host.ts';

/** Written beside and renamed: what was there before is whole until the new list is. */
export async function saveList(file: string, text: string): Promise<SaveAnswer> {
  const part = `${file}.part`;
  try {
    await writeFile(part, text);
    await rename(part, file);
    return { kind: 'saved', file };
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    return {
      kind: 'failed',
      message: `“${file}” could not be written (${reason}).`,
      nextStep: 'Check the folder, its rights and the free space, or choose another place.',
    };
  }
}

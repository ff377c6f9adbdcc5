import type { EngineClient } from '../../../src-shared/contract/contract.ts';

/** As the contract allows; spelled out here because its schemas stay out of the window. */
export const MOST_BYTES = 256 * 2 ** 20;
const PART_BYTES = 384 * 1_024;

/**
 * Brings a file to the engine that nobody can tell the place of.
 *
 * @returns the id by which it can be compared
 */
export async function offerFile(engine: EngineClient, file: File, signal: AbortSignal): Promise<string> {
  const id = crypto.randomUUID();
  for (let offset = 0; offset < file.size; offset += PART_BYTES) {
    signal.throwIfAborted();
    const part = await inBase64(file.slice(offset, offset + PART_BYTES));
    await engine.listening.offer({ id, name: file.name, totalBytes: file.size, offset, part });
  }
  return id;
}

function inBase64(part: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/u, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(part);
  });
}

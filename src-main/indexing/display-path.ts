import type { PathName } from '../catalogue/index.ts';

/**
 * A path for a person. Bytes that are no UTF-8 are shown as `\xNN`: two names that differ in them only stay two, and can
 * be told apart.
 */
export function displayPath(path: Uint8Array): string {
  const bytes = Buffer.from(path.buffer, path.byteOffset, path.byteLength);
  const text = bytes.toString();
  if (!text.includes('\ufffd') || Buffer.from(text).equals(bytes)) return text;
  let shown = '';
  for (let at = 0; at < bytes.length; ) {
    const character = characterAt(bytes, at);
    shown += character ?? `\\x${(bytes[at] ?? 0).toString(16).padStart(2, '0')}`;
    at += character === null ? 1 : Buffer.byteLength(character);
  }
  return shown;
}

export const pathName = (bytes: Buffer): PathName => ({ bytes, display: displayPath(bytes) });

const LONGEST_CHARACTER = 4;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function characterAt(bytes: Buffer, at: number): string | null {
  for (let length = 1; length <= LONGEST_CHARACTER && at + length <= bytes.length; length += 1) {
    try {
      return decoder.decode(bytes.subarray(at, at + length));
    } catch {
      // Too short, or no character at all.
    }
  }
  return null;
}

import { sep } from 'node:path';
import type { PathName } from '../types.ts';

/** A stored path: its bytes, and a display form where the bytes are not UTF-8 text that says it. */
export const pathNameOf = (bytes: Uint8Array, display: string | null): PathName => ({
  bytes: new Uint8Array(bytes),
  display: display ?? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'),
});

/** The absolute path of a library-relative one. */
export function absolutePath(root: PathName, relative: PathName): PathName {
  const endsWithSeparator = /[/\\]$/u.test(root.display);
  const separator = endsWithSeparator ? '' : sep;
  const native = (text: string) => (sep === '/' ? text : text.replaceAll('/', sep));
  const bytes =
    sep === '/' ? relative.bytes : Buffer.from(native(Buffer.from(relative.bytes).toString('latin1')), 'latin1');
  return {
    bytes: new Uint8Array(Buffer.concat([root.bytes, Buffer.from(separator), bytes])),
    display: `${root.display}${separator}${native(relative.display)}`,
  };
}

/** The part of an absolute path below a root, with `/` between folders; `null` when it lies elsewhere. */
export function relativeTo(root: Uint8Array, absolute: Uint8Array): Uint8Array | null {
  const start = root.at(-1) === 0x2f || root.at(-1) === 0x5c ? root.length - 1 : root.length;
  if (absolute.length <= start + 1) return null;
  if (Buffer.compare(root.subarray(0, start), absolute.subarray(0, start)) !== 0) return null;
  const separator = absolute[start];
  if (separator !== 0x2f && !(sep === '\\' && separator === 0x5c)) return null;
  const rest = absolute.slice(start + 1);
  return sep === '/' ? rest : rest.map((byte) => (byte === 0x5c ? 0x2f : byte));
}

/** Writers that stream don't know the size beforehand and leave about the largest number there. */
const UNKNOWN_FROM = 0x7fff0000;

/**
 * Size in bytes that the outermost chunk of a RIFF or FORM file claims; null where it claims none. FFmpeg silently
 * shortens such files to what is there.
 */
export function declaredFileSize(head: Buffer): number | null {
  if (head.length < 12) return null;
  const magic = head.toString('latin1', 0, 4);
  const size = magic === 'RIFF' ? head.readUInt32LE(4) : magic === 'FORM' ? head.readUInt32BE(4) : 0;
  return size === 0 || size >= UNKNOWN_FROM ? null : size + 8;
}

/** Writers that stream don't know the size beforehand and leave about the largest number there. */
const UNKNOWN_FROM = 0x7fff0000;

/** Wave64 says in its first chunk how long the whole file is. */
const WAVE64 = Buffer.from('726966662e91cf11a5d628db04c10000', 'hex');

/**
 * Size in bytes that the outermost chunk of a RIFF, RF64, FORM or Wave64 file claims; null where it claims none. FFmpeg
 * silently shortens such files to what is there.
 */
export function declaredFileSize(head: Buffer): number | null {
  if (head.length < 28) return null;
  if (head.subarray(0, 16).equals(WAVE64)) return Number(head.readBigUInt64LE(16));
  const magic = head.toString('latin1', 0, 4);
  // EBU Tech 3306: the sizes that don't fit into 32 bits stand in the ds64 chunk, which comes first.
  if (magic === 'RF64' || magic === 'BW64')
    return head.toString('latin1', 12, 16) === 'ds64' ? Number(head.readBigUInt64LE(20)) + 8 : null;
  const size = magic === 'RIFF' ? head.readUInt32LE(4) : magic === 'FORM' ? head.readUInt32BE(4) : 0;
  return size === 0 || size >= UNKNOWN_FROM ? null : size + 8;
}

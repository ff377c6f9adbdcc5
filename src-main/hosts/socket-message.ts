import type { RawData } from 'ws';

/** What came over a WebSocket of Node's, as lines carry it; bytes are not copied. */
export function socketMessage(data: RawData, isBinary: boolean): string | Uint8Array<ArrayBuffer> {
  const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.isBuffer(data) ? data : Buffer.from(data);
  if (!isBinary) return bytes.toString('utf8');
  return new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length);
}

import type { ByteSource } from './byte-source.ts';

const headerBytes = 10;
const unsynchronisedFlag = 0x80;
const footerFlag = 0x10;

/** Length of the ID3v2 tag that a source begins with, footer included; 0 where there is none or nothing behind it. */
export function leadingTagBytes(source: ByteSource): number {
  const header = source.read(0, headerBytes);
  if (!isId3Tag(header)) return 0;
  const end = headerBytes + statedBytes(header) + ((header[5] ?? 0) & footerFlag ? headerBytes : 0);
  return end < source.sizeBytes ? end : 0;
}

export function isId3Tag(bytes: Buffer): boolean {
  return bytes.length >= headerBytes && bytes.toString('latin1', 0, 3) === 'ID3';
}

/** Whether the tag as a whole has zeros inserted behind 0xFF bytes; in version 2.4 each frame says so for itself. */
export function isUnsynchronised(tag: Buffer): boolean {
  return (tag[3] ?? 4) < 4 && ((tag[5] ?? 0) & unsynchronisedFlag) !== 0;
}

/**
 * A tag that music-metadata reads: it leaves the unsynchronisation of versions 2.2 and 2.3 in place, and refuses a tag
 * that is shorter than it states. Source: ID3v2.3.0 informal standard, section 5.
 */
export function plainTag(tag: Buffer): Buffer {
  const stated = tag.subarray(headerBytes, headerBytes + statedBytes(tag));
  const body = isUnsynchronised(tag) ? withoutInsertedZeros(stated) : stated;
  const header = Buffer.from(tag.subarray(0, headerBytes));
  if (isUnsynchronised(tag)) header[5] = (header[5] ?? 0) & ~unsynchronisedFlag;
  for (let index = 0; index < 4; index++) header[6 + index] = (body.length >> (7 * (3 - index))) & 0x7f;
  return Buffer.concat([header, body]);
}

function withoutInsertedZeros(bytes: Buffer): Buffer {
  const kept = Buffer.alloc(bytes.length);
  let length = 0;
  for (let index = 0; index < bytes.length; index++) {
    if (bytes[index] === 0 && bytes[index - 1] === 0xff) continue;
    kept[length++] = bytes[index] ?? 0;
  }
  return kept.subarray(0, length);
}

function statedBytes(header: Buffer): number {
  let size = 0;
  for (const byte of header.subarray(6, headerBytes)) size = size * 128 + (byte & 0x7f);
  return size;
}

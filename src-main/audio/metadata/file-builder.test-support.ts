import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmbeddedMetadata, MetadataEntry } from '../../../src-shared/contract/audio.ts';
import { readEmbeddedMetadata } from './index.ts';

/** Builds files byte by byte for the tests of this folder. */

export type Content = Buffer | string;

const bytesOf = (content: Content): Buffer => (typeof content === 'string' ? Buffer.from(content, 'utf8') : content);

export const u16 = (value: number): Buffer => Buffer.from([value & 0xff, (value >> 8) & 0xff]);
export const u16be = (value: number): Buffer => Buffer.from([(value >> 8) & 0xff, value & 0xff]);

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

export function u32be(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

export function u64be(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}

export const concat = (...parts: readonly Content[]): Buffer => Buffer.concat(parts.map(bytesOf));

/** A RIFF chunk, padded to an even length. */
export function chunk(id: string, ...content: readonly Content[]): Buffer {
  const payload = concat(...content);
  return concat(Buffer.from(id, 'latin1'), u32(payload.length), payload, Buffer.alloc(payload.length % 2));
}

/** An AIFF chunk: sizes big-endian. */
export function chunkBe(id: string, ...content: readonly Content[]): Buffer {
  const payload = concat(...content);
  return concat(Buffer.from(id, 'latin1'), u32be(payload.length), payload, Buffer.alloc(payload.length % 2));
}

export const formatChunk = chunk('fmt ', u16(1), u16(1), u32(48_000), u32(96_000), u16(2), u16(16));
export const soundChunk = chunk('data', Buffer.alloc(64, 1));

export function wav(...chunks: readonly Buffer[]): Buffer {
  const body = concat('WAVE', formatChunk, ...chunks);
  return concat('RIFF', u32(body.length), body);
}

export function aiff(...chunks: readonly Buffer[]): Buffer {
  const body = concat('AIFF', chunkBe('COMM', Buffer.alloc(18)), ...chunks, chunkBe('SSND', Buffer.alloc(64, 1)));
  return concat('FORM', u32be(body.length), body);
}

export function fixed(text: Content, width: number): Buffer {
  const field = Buffer.alloc(width);
  bytesOf(text).copy(field);
  return field;
}

export type BextText = {
  readonly description?: Content;
  readonly originator?: Content;
  readonly reference?: Content;
  readonly date?: string;
  readonly time?: string;
  readonly timeReference?: number;
  readonly version?: number;
  readonly umid?: Buffer;
  readonly loudnessHundredths?: readonly number[];
  readonly codingHistory?: string;
};

export function bext(text: BextText): Buffer {
  const loudness = text.loudnessHundredths ?? [0, 0, 0, 0, 0];
  return chunk(
    'bext',
    fixed(text.description ?? '', 256),
    fixed(text.originator ?? '', 32),
    fixed(text.reference ?? '', 32),
    fixed(text.date ?? '', 10),
    fixed(text.time ?? '', 8),
    u64(text.timeReference ?? 0),
    u16(text.version ?? 0),
    fixed(text.umid ?? '', 64),
    ...loudness.map((value) => u16(value & 0xffff)),
    Buffer.alloc(180),
    text.codingHistory ?? '',
  );
}

export function info(texts: Readonly<Record<string, Content>>): Buffer {
  const items = Object.entries(texts).map(([id, text]) => chunk(id, text, Buffer.alloc(1)));
  return chunk('LIST', 'INFO', ...items);
}

export const ixml = (body: string): Buffer =>
  chunk('iXML', `<?xml version="1.0" encoding="UTF-8"?>\n<BWFXML><IXML_VERSION>1.61</IXML_VERSION>${body}</BWFXML>`);

export function id3Frame(id: string, ...content: readonly Content[]): Buffer {
  const payload = concat(...content);
  return concat(id, u32be(payload.length), u16be(0), payload);
}

const syncsafe = (value: number): Buffer =>
  Buffer.from([(value >> 21) & 127, (value >> 14) & 127, (value >> 7) & 127, value & 127]);

export function id3Tag(version: number, ...frames: readonly Buffer[]): Buffer {
  const body = concat(...frames);
  return concat('ID3', Buffer.from([version, 0, 0]), syncsafe(body.length), body);
}

/** Frames of silence that every MP3 reader accepts: MPEG-1 layer III, 128 kbit/s, 44.1 kHz. */
export function mp3Frames(count: number): Buffer {
  const frame = Buffer.alloc(417);
  frame.writeUInt32BE(0xfffb9000);
  return Buffer.concat(Array.from({ length: count }, () => frame));
}

export function vorbisComment(comments: readonly string[]): Buffer {
  const texts = comments.map((comment) => concat(u32(Buffer.byteLength(comment)), comment));
  return concat(u32(6), 'vendor', u32(comments.length), ...texts);
}

export function flacBlock(type: number, isLast: boolean, ...content: readonly Content[]): Buffer {
  const payload = concat(...content);
  return concat(Buffer.from([type | (isLast ? 0x80 : 0)]), u32be(payload.length).subarray(1), payload);
}

/** A temporary folder for files that are read once. */
export class ReadingBench {
  readonly #folder = mkdtempSync(join(tmpdir(), 'sonotheque-metadata-'));
  #count = 0;

  path(name = `file-${this.#count++}`): string {
    return join(this.#folder, name);
  }

  async read(bytes: Buffer): Promise<EmbeddedMetadata> {
    const path = this.path();
    writeFileSync(path, bytes);
    try {
      return await readEmbeddedMetadata(path);
    } finally {
      rmSync(path);
    }
  }

  clear(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Entries as `standard:key=value`. */
export const lines = (entries: readonly MetadataEntry[]): string[] =>
  entries.map((entry) => `${entry.standard}:${entry.key}=${entry.value}`);

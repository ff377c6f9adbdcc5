import { type ByteSource, memorySource } from './byte-source.ts';
import { readChunk } from './chunk-walk.ts';
import type { MetadataCollector } from './collector.ts';
import { decodeText } from './text.ts';
import { isMetadataChunk, readWaveChunk } from './wave-chunks.ts';
import { readXmp } from './xmp.ts';

type Box = { readonly id: string; readonly offset: number; readonly sizeBytes: number };

const mostBoxes = 100_000;
const deepestBox = 6;
const xmpUuid = 'be7acfcb97a942e89c71999491e3afac';

/** Boxes that only hold further boxes; a track's own are read because QuickTime names tracks there. */
const folders = new Set(['moov', 'udta', 'trak', 'ilst']);

/** Types of a `data` box's value. Source: QuickTime File Format, "Well-known types". */
const dataTypes = {
  reserved: 0,
  utf8: 1,
  utf16: 2,
  signedInteger: 21,
  unsignedInteger: 22,
  float: 23,
  double: 24,
} as const;

/** Whether a file is MP4, M4A or QuickTime. */
export function isMp4(start: Buffer): boolean {
  return ['ftyp', 'moov', 'wide', 'mdat', 'free', 'skip', 'pnot'].includes(start.toString('latin1', 4, 8));
}

/**
 * Reads the metadata of an MP4 or QuickTime file: iTunes items with their freeform `----` ones, keyed items (`mdta`),
 * QuickTime's user data texts, XMP, and WAV chunks that programs carry along.
 *
 * Sources: ISO/IEC 14496-12; Apple, QuickTime File Format.
 */
export function readMp4(source: ByteSource, collector: MetadataCollector): void {
  new Mp4Reader(source, collector).readFolder(0, source.sizeBytes, 0, 'file');
}

class Mp4Reader {
  readonly #source: ByteSource;
  readonly #collector: MetadataCollector;
  #boxes = 0;
  /** Names of keyed items of the `meta` box at hand, counted from 1. */
  #keys: string[] = [];

  constructor(source: ByteSource, collector: MetadataCollector) {
    this.#source = source;
    this.#collector = collector;
  }

  readFolder(start: number, end: number, depth: number, parent: string): void {
    for (const box of this.#boxesIn(start, end)) {
      const boxEnd = box.offset + box.sizeBytes;
      if (parent === 'ilst') this.#readItem(box);
      else if (box.id === 'meta') this.#readMeta(box, depth);
      else if (folders.has(box.id) && depth < deepestBox) this.readFolder(box.offset, boxEnd, depth + 1, box.id);
      else if (box.id === 'keys') this.#keys = keyNames(this.#read(box));
      else if (box.id === 'uuid') this.#readUuid(box);
      else if (box.id === 'XMP_') readXmp(this.#read(box), this.#collector);
      else if (parent === 'udta') this.#readUserData(box);
      else if (depth > 0 && isMetadataChunk(box.id)) readWaveChunk(box.id, this.#read(box), this.#collector);
    }
  }

  *#boxesIn(start: number, end: number): Generator<Box> {
    let position = start;
    while (position + 8 <= end && this.#boxes++ < mostBoxes) {
      const header = this.#source.read(position, 16);
      if (header.length < 8) return;
      const id = header.toString('latin1', 4, 8);
      let headerBytes = 8;
      let size = header.readUInt32BE(0);
      if (size === 1 && header.length === 16) {
        size = Number(header.readBigUInt64BE(8));
        headerBytes = 16;
      } else if (size === 0) size = end - position;
      // User data may end with four zero bytes in place of a box.
      if (size < headerBytes) return;
      if (position + size > end && id !== 'mdat') {
        this.#collector.warn(
          `The box "${id.trim()}" says that it is longer than what holds it; what is there was read.`,
        );
      }
      yield { id, offset: position + headerBytes, sizeBytes: Math.min(size, end - position) - headerBytes };
      position += size;
    }
  }

  /** `meta` has a version in front of its boxes in MP4 and none in QuickTime. */
  #readMeta(box: Box, depth: number): void {
    if (depth >= deepestBox) return;
    const second = this.#source.read(box.offset + 4, 4).toString('latin1');
    const start = second === 'hdlr' ? box.offset : box.offset + 4;
    this.#keys = [];
    this.readFolder(start, box.offset + box.sizeBytes, depth + 1, 'meta');
  }

  #readItem(box: Box): void {
    let mean = '';
    let name = '';
    const picture = box.id === 'covr';
    for (const part of picture ? [] : this.#boxesIn(box.offset, box.offset + box.sizeBytes)) {
      if (part.id === 'mean') mean = decodeText(this.#read(part).subarray(4));
      else if (part.id === 'name') name = decodeText(this.#read(part).subarray(4));
      else if (part.id === 'data') {
        const value = dataValue(box.id, this.#read(part));
        if (value !== undefined) this.#collector.add('mp4', this.#itemKey(box, mean, name), value);
      }
    }
  }

  #itemKey(box: Box, mean: string, name: string): string {
    if (box.id === '----') return `----:${mean}:${name}`;
    const index = Buffer.from(box.id, 'latin1').readUInt32BE(0);
    return this.#keys[index - 1] ?? box.id;
  }

  #readUuid(box: Box): void {
    const bytes = this.#source.read(box.offset, 16);
    if (bytes.toString('hex') !== xmpUuid) return;
    readXmp(this.#read({ ...box, offset: box.offset + 16, sizeBytes: box.sizeBytes - 16 }), this.#collector);
  }

  /** QuickTime's `©nam` and 3GPP's `titl`: length and language, or version and language, then the text. */
  #readUserData(box: Box): void {
    if (box.id.startsWith('©')) {
      const bytes = this.#read(box);
      if (bytes.length >= 4)
        this.#collector.add('mp4', box.id, decodeText(bytes.subarray(4, 4 + bytes.readUInt16BE(0))));
    } else if (/^(titl|auth|dscp|cprt|perf|gnre|albm|kywd|loci)$/.test(box.id)) {
      const bytes = this.#read(box);
      if (box.id !== 'loci' && box.id !== 'kywd') this.#collector.add('mp4', box.id, untilNul(bytes.subarray(6)));
    } else if (isMetadataChunk(box.id)) readWaveChunk(box.id, this.#read(box), this.#collector);
  }

  #read(box: Box): Buffer {
    return readChunk(this.#source, box, this.#collector);
  }
}

function keyNames(bytes: Buffer): string[] {
  const names: string[] = [];
  const source = memorySource(bytes);
  let offset = 8;
  while (offset + 8 <= bytes.length) {
    const size = bytes.readUInt32BE(offset);
    if (size < 8) break;
    names.push(decodeText(source.read(offset + 8, size - 8)));
    offset += size;
  }
  return names;
}

function dataValue(id: string, bytes: Buffer): string | undefined {
  if (bytes.length < 8) return undefined;
  const type = bytes.readUInt32BE(0) & 0xffffff;
  const value = bytes.subarray(8);
  if (type === dataTypes.utf8 || type === dataTypes.utf16) {
    return type === dataTypes.utf8 ? decodeText(value) : new TextDecoder('utf-16be').decode(value);
  }
  if ((id === 'trkn' || id === 'disk') && value.length >= 6) {
    const total = value.readUInt16BE(4);
    return total > 0 ? `${value.readUInt16BE(2)}/${total}` : String(value.readUInt16BE(2));
  }
  if (type === dataTypes.float && value.length === 4) return String(value.readFloatBE(0));
  if (type === dataTypes.double && value.length === 8) return String(value.readDoubleBE(0));
  const isInteger =
    type === dataTypes.signedInteger || type === dataTypes.unsignedInteger || type === dataTypes.reserved;
  if (!isInteger || value.length < 1 || value.length > 4) return undefined;
  const signed = type === dataTypes.signedInteger;
  return String(signed ? value.readIntBE(0, value.length) : value.readUIntBE(0, value.length));
}

function untilNul(bytes: Buffer): string {
  const utf16 = bytes[0] === 0xfe && bytes[1] === 0xff;
  const end = utf16 ? -1 : bytes.indexOf(0);
  return decodeText(end < 0 ? bytes : bytes.subarray(0, end));
}

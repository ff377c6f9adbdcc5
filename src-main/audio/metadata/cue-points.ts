import type { MetadataCollector } from './collector.ts';
import { decodeTerminatedText } from './text.ts';

const cuePointBytes = 24;
const samplerHeaderBytes = 36;
const samplerLoopBytes = 24;
const loopTypes = ['forward', 'alternating', 'backward'];

/** Cue points: `cue/ID` with the place in samples. Source: Multimedia Programming Interface 1.0 (Microsoft, IBM). */
export function readCuePoints(bytes: Buffer, collector: MetadataCollector): void {
  for (let offset = 4; offset + cuePointBytes <= bytes.length; offset += cuePointBytes) {
    collector.add('other', `cue/${bytes.readUInt32LE(offset)}`, String(bytes.readUInt32LE(offset + 20)));
  }
}

/** Texts of cue points inside a LIST of type `adtl`: `labl/ID`, `note/ID`, and `ltxt/ID` with a length in samples. */
export function readCueText(id: string, bytes: Buffer, collector: MetadataCollector): void {
  if (bytes.length < 4) return;
  const key = `${id.trim()}/${bytes.readUInt32LE(0)}`;
  if (id === 'labl' || id === 'note') collector.add('other', key, decodeTerminatedText(bytes.subarray(4)));
  if (id === 'ltxt' && bytes.length >= 8) {
    const text = bytes.length > 20 ? decodeTerminatedText(bytes.subarray(20)) : '';
    collector.add('other', key, `${bytes.readUInt32LE(4)} ${text}`);
  }
}

/** Sampler settings: MIDI root note and loops (`smpl/loop[1]`: kind, first and last sample). */
export function readSampler(bytes: Buffer, collector: MetadataCollector): void {
  if (bytes.length < samplerHeaderBytes) return;
  collector.add('other', 'smpl/rootNote', String(bytes.readUInt32LE(12)));
  let place = 1;
  for (let offset = samplerHeaderBytes; offset + samplerLoopBytes <= bytes.length; offset += samplerLoopBytes) {
    const kind = loopTypes[bytes.readUInt32LE(offset + 4)] ?? 'loop';
    const range = `${bytes.readUInt32LE(offset + 8)}-${bytes.readUInt32LE(offset + 12)}`;
    collector.add('other', `smpl/loop[${place++}]`, `${kind} ${range}`);
  }
}

/** Loop facts of ACID-aware programs: tempo in beats per minute and the root note. */
export function readAcid(bytes: Buffer, collector: MetadataCollector): void {
  if (bytes.length < 24) return;
  const flags = bytes.readUInt32LE(0);
  const oneShot = (flags & 1) !== 0;
  const rootNoteSet = (flags & 2) !== 0;
  const tempo = bytes.readFloatLE(20);
  if (!oneShot && tempo > 0 && tempo < 1000)
    collector.add('other', 'acid/tempo', String(Math.round(tempo * 100) / 100));
  if (rootNoteSet) collector.add('other', 'acid/rootNote', String(bytes.readUInt16LE(4)));
}

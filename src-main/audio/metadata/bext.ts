import type { MetadataCollector } from './collector.ts';
import { decodeFixedText, decodeTerminatedText } from './text.ts';

/** Fixed text fields: name, offset, width. Source: EBU Tech 3285 version 2, section 2.3. */
const textFields = [
  ['Description', 0, 256],
  ['Originator', 256, 32],
  ['OriginatorReference', 288, 32],
  ['OriginationDate', 320, 10],
  ['OriginationTime', 330, 8],
] as const;

const timeReferenceOffset = 338;
const versionOffset = 346;
const umidOffset = 348;
const umidBytes = 64;
const codingHistoryOffset = 602;

/** Hundredths of LUFS, LU or dB; 0x7FFF means not measured. */
const loudnessFields = [
  ['LoudnessValue', 412],
  ['LoudnessRange', 414],
  ['MaxTruePeakLevel', 416],
  ['MaxMomentaryLoudness', 418],
  ['MaxShortTermLoudness', 420],
] as const;
const notMeasured = 0x7fff;

/** Reads a Broadcast Audio Extension chunk of version 0, 1 or 2, however short it was cut. */
export function readBext(bytes: Buffer, collector: MetadataCollector): void {
  for (const [key, offset, width] of textFields) {
    collector.add('bext', key, decodeFixedText(bytes.subarray(offset, offset + width)));
  }
  if (bytes.length < codingHistoryOffset) {
    collector.warn('The bext block is shorter than the standard says; what is there was read.');
  }
  if (bytes.length < timeReferenceOffset + 8) return;
  collector.add('bext', 'TimeReference', bytes.readBigUInt64LE(timeReferenceOffset).toString());
  if (bytes.length < versionOffset + 2) return;
  const version = bytes.readUInt16LE(versionOffset);
  collector.add('bext', 'Version', String(version));
  const umid = bytes.subarray(umidOffset, umidOffset + umidBytes);
  if (version >= 1 && umid.some((byte) => byte !== 0))
    collector.add('bext', 'UMID', umid.toString('hex').toUpperCase());
  if (version >= 2) {
    for (const [key, offset] of loudnessFields) {
      if (bytes.length < offset + 2) break;
      const hundredths = bytes.readInt16LE(offset);
      if (hundredths !== notMeasured) collector.add('bext', key, (hundredths / 100).toFixed(2));
    }
  }
  collector.add('bext', 'CodingHistory', decodeTerminatedText(bytes.subarray(codingHistoryOffset)));
}

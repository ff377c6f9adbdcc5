/** WAV files byte by byte, for what no muxer writes. */

export type WaveCoding = 'u8' | 's16' | 's24' | 's32' | 's24in32' | 'f32' | 'f64';

export type WaveOptions = {
  readonly magic?: 'RIFF' | 'RF64' | 'BW64';
  readonly coding?: WaveCoding;
  readonly extensible?: boolean;
  readonly speakerMask?: number;
  /** Chunks before the data, as [id, bytes]. */
  readonly before?: readonly (readonly [string, Uint8Array])[];
  readonly after?: readonly (readonly [string, Uint8Array])[];
};

const BITS: Readonly<Record<WaveCoding, number>> = { u8: 8, s16: 16, s24: 24, s32: 32, s24in32: 32, f32: 32, f64: 64 };

function writeSample(to: Buffer, at: number, value: number, coding: WaveCoding): void {
  const integer = (bits: number) =>
    Math.max(-(2 ** (bits - 1)), Math.min(2 ** (bits - 1) - 1, Math.round(value * 2 ** (bits - 1))));
  switch (coding) {
    case 'u8':
      to.writeUInt8(integer(8) + 128, at);
      break;
    case 's16':
      to.writeInt16LE(integer(16), at);
      break;
    case 's24':
      to.writeIntLE(integer(24), at, 3);
      break;
    case 's32':
      to.writeInt32LE(integer(32), at);
      break;
    case 's24in32':
      to.writeInt32LE(integer(24) * 256, at);
      break;
    case 'f32':
      to.writeFloatLE(value, at);
      break;
    case 'f64':
      to.writeDoubleLE(value, at);
      break;
  }
}

export function interleave(channels: readonly Float32Array[], coding: WaveCoding): Buffer {
  const bytes = BITS[coding] / 8;
  const frames = channels[0]?.length ?? 0;
  const data = Buffer.alloc(frames * channels.length * bytes);
  for (const [channel, samples] of channels.entries()) {
    for (const [index, value] of samples.entries()) {
      writeSample(data, (index * channels.length + channel) * bytes, value, coding);
    }
  }
  return data;
}

export function chunk(id: string, bytes: Uint8Array): Buffer {
  const header = Buffer.alloc(8);
  header.write(id, 0, 'latin1');
  header.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([header, bytes, Buffer.alloc(bytes.length % 2)]);
}

function formatChunk(channels: number, sampleRateHz: number, coding: WaveCoding, options: WaveOptions): Buffer {
  const float = coding === 'f32' || coding === 'f64';
  const tag = float ? 3 : 1;
  const body = Buffer.alloc(options.extensible ? 40 : 16);
  const align = (channels * BITS[coding]) / 8;
  body.writeUInt16LE(options.extensible ? 0xfffe : tag, 0);
  body.writeUInt16LE(channels, 2);
  body.writeUInt32LE(sampleRateHz, 4);
  body.writeUInt32LE(sampleRateHz * align, 8);
  body.writeUInt16LE(align % 65_536, 12);
  body.writeUInt16LE(BITS[coding], 14);
  if (options.extensible) {
    body.writeUInt16LE(22, 16);
    body.writeUInt16LE(coding === 's24in32' ? 24 : BITS[coding], 18);
    body.writeUInt32LE(options.speakerMask ?? 0, 20);
    body.writeUInt16LE(tag, 24);
    body.writeUInt16LE(tag, 24);
    Buffer.from('000000001000800000aa00389b71', 'hex').copy(body, 26);
  }
  return chunk('fmt ', body);
}

/** A whole WAV file. RF64 and BW64 carry their sizes in a ds64 chunk, as above 4 GiB. */
export function waveFile(channels: readonly Float32Array[], sampleRateHz: number, options: WaveOptions = {}): Buffer {
  const coding = options.coding ?? 's16';
  const data = interleave(channels, coding);
  const magic = options.magic ?? 'RIFF';
  const parts = [formatChunk(channels.length, sampleRateHz, coding, options)];
  for (const [id, bytes] of options.before ?? []) parts.push(chunk(id, bytes));
  const dataChunk = chunk('data', data);
  parts.push(dataChunk);
  for (const [id, bytes] of options.after ?? []) parts.push(chunk(id, bytes));
  if (magic !== 'RIFF') {
    const sizes = Buffer.alloc(28);
    sizes.writeBigUInt64LE(BigInt(parts.reduce((sum, part) => sum + part.length, 4 + 36)), 0);
    sizes.writeBigUInt64LE(BigInt(data.length), 8);
    sizes.writeBigUInt64LE(BigInt(channels[0]?.length ?? 0), 16);
    dataChunk.writeUInt32LE(0xffffffff, 4);
    parts.unshift(chunk('ds64', sizes));
  }
  const body = Buffer.concat(parts);
  const header = Buffer.from(`${magic}\0\0\0\0WAVE`, 'latin1');
  header.writeUInt32LE(magic === 'RIFF' ? body.length + 4 : 0xffffffff, 4);
  return Buffer.concat([header, body]);
}

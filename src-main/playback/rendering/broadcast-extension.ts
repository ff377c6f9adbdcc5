/** The `bext` chunk of a rendered part. Source: EBU Tech 3285 version 2, section 2.3. */

const DESCRIPTION_BYTES = 256;
const ORIGINATOR = { at: 256, bytes: 32 } as const;
const TIME_REFERENCE_AT = 338;
const VERSION_AT = 346;
const UMID = { at: 348, bytes: 64 } as const;
const LOUDNESS = { at: 412, values: 5 } as const;
const NOT_MEASURED = 0x7fff;
const CODING_HISTORY_AT = 602;

function writeText(to: Buffer, text: string, at: number, bytes: number): void {
  // A letter must not be cut in two.
  let encoded = Buffer.from(text);
  for (let cut = text; encoded.length > bytes; encoded = Buffer.from(cut)) cut = cut.slice(0, -1);
  encoded.copy(to, at);
}

/**
 * The source's `bext` with what is no longer true of a part made true: its place in time moves with the part's beginning
 * and the rate; a UMID names one recording and loudness values the whole of it, so both are taken out where the sound
 * changed. Without one in the source, a new one.
 * @param startFrame first sample of the part, at the source's rate
 */
export function broadcastExtension(
  source: Buffer | undefined,
  part: {
    readonly startFrame: number;
    readonly sourceRateHz: number;
    readonly sampleRateHz: number;
    readonly isWhole: boolean;
    readonly description: string;
    readonly originator: string;
  },
): Buffer {
  const chunk = Buffer.alloc(Math.max(CODING_HISTORY_AT, source?.length ?? 0));
  if (source) source.copy(chunk);
  else {
    writeText(chunk, part.description, 0, DESCRIPTION_BYTES);
    writeText(chunk, part.originator, ORIGINATOR.at, ORIGINATOR.bytes);
    chunk.writeUInt16LE(1, VERSION_AT);
  }
  const before = source ? chunk.readBigUInt64LE(TIME_REFERENCE_AT) : 0n;
  const moved = before + BigInt(part.startFrame);
  const scaled = (moved * BigInt(part.sampleRateHz) + BigInt(part.sourceRateHz) / 2n) / BigInt(part.sourceRateHz);
  // Damage can leave a place in time that no clock reaches.
  chunk.writeBigUInt64LE(BigInt.asUintN(64, scaled), TIME_REFERENCE_AT);
  if (!part.isWhole) {
    chunk.fill(0, UMID.at, UMID.at + UMID.bytes);
    if (chunk.readUInt16LE(VERSION_AT) >= 2)
      for (let value = 0; value < LOUDNESS.values; value++) chunk.writeUInt16LE(NOT_MEASURED, LOUDNESS.at + 2 * value);
  }
  return chunk;
}

/**
 * The source's `iXML` for a rendered part; `null` where keeping it would lie: it names tracks, so it goes with all
 * channels only. Its sample counts are made those of the part.
 */
export function partOfIxml(
  source: Buffer | undefined,
  part: {
    readonly startFrame: number;
    readonly sourceRateHz: number;
    readonly sampleRateHz: number;
    readonly bits: number;
  },
): Buffer | null {
  if (!source) return null;
  const text = source.toString('utf8').replace(/\0+$/, '');
  if (!text.includes('<BWFXML')) return null;
  const number = (name: string) => Number(new RegExp(`<${name}>\\s*(\\d+)\\s*</${name}>`).exec(text)?.[1] ?? 0);
  const before =
    BigInt(number('TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI')) * 2n ** 32n +
    BigInt(number('TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO'));
  const scaled = ((before + BigInt(part.startFrame)) * BigInt(part.sampleRateHz)) / BigInt(part.sourceRateHz);
  const now: { readonly [name: string]: string } = {
    TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI: String(scaled >> 32n),
    TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO: String(BigInt.asUintN(32, scaled)),
    TIMESTAMP_SAMPLE_RATE: String(part.sampleRateHz),
    FILE_SAMPLE_RATE: String(part.sampleRateHz),
    AUDIO_BIT_DEPTH: String(part.bits),
  };
  let kept = text.replace(/<SYNC_POINT_LIST>[\s\S]*?<\/SYNC_POINT_LIST>/g, '');
  kept = kept.replace(/<BEXT>[\s\S]*?<\/BEXT>/g, '');
  for (const [name, value] of Object.entries(now)) {
    kept = kept.replace(new RegExp(`(<${name}>)[^<]*(</${name}>)`, 'g'), `$1${value}$2`);
  }
  return Buffer.from(kept);
}

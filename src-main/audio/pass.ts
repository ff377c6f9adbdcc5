import type { AudioFormat, Loudness } from '../../src-shared/contract/audio.ts';
import type { PayloadHash } from '../../src-shared/contract/identifiers.ts';
import { damaged, noSamples } from './audio-failures.ts';
import type { MelChunk } from './chunks.ts';
import { openSampleReader } from './decoding/sample-reader.ts';
import { FrontEnd } from './front-end/front-end.ts';
import { parameterBytes } from './front-end/payload-hash.ts';
import { SoundAnalysis } from './sound-analysis.ts';
import { declaredFileSize } from './source/declared-size.ts';
import { formatOf, openSoundStream, type SoundStream } from './source/demuxer.ts';
import { hasLastOggPage } from './source/ogg-end.ts';
import { packetsOf } from './source/packets.ts';
import { openSoundFile, type SoundFile } from './source/sound-file.ts';
import { Warnings } from './warnings.ts';

/** Everything one pass over a file finds out besides the mel rows. */
export type SoundPass = {
  readonly format: AudioFormat;
  readonly payloadHash: PayloadHash;
  readonly loudness: Loudness;
  /** Encoded, see src-shared/peaks. */
  readonly peaks: Uint8Array;
  readonly blockCount: number;
  readonly warnings: readonly string[];
};

/** A sound is called cut short when more than this is missing. */
const MISSING_SECONDS = 0.1;
const MISSING_SHARE = 0.01;

function warnIfShort(file: SoundFile, sound: SoundStream, heardSeconds: number, warnings: Warnings): void {
  const declaredBytes = declaredFileSize(file.head) ?? 0;
  const bySize = declaredBytes > file.sizeBytes ? (heardSeconds * declaredBytes) / file.sizeBytes : 0;
  const declared = Math.max(sound.declaredSeconds ?? 0, bySize);
  const missing = declared - heardSeconds;
  if (missing > MISSING_SECONDS && missing > declared * MISSING_SHARE) {
    warnings.add(`The file ends early: ${heardSeconds.toFixed(1)} of ${declared.toFixed(1)} seconds are there.`);
  } else if (sound.containerName === 'ogg' && !hasLastOggPage(file)) {
    warnings.add('The file ends early: its last page is missing.');
  }
}

function* passOverStream(file: SoundFile, sound: SoundStream, frontEnd: FrontEnd): Generator<MelChunk, SoundPass> {
  const warnings = new Warnings();
  let analysis: SoundAnalysis | null = null;
  const reader = openSampleReader(
    frontEnd,
    sound,
    (shape) => {
      analysis = new SoundAnalysis(frontEnd, shape);
      return analysis;
    },
    warnings,
  );
  // The closure above fills it; control flow analysis can't see that.
  const current = () => analysis as SoundAnalysis | null;
  try {
    frontEnd.startHash(parameterBytes(sound.codec, sound.sampleRateHz, sound.channels, sound.blockAlign));
    for (const packet of packetsOf(sound, warnings)) {
      reader.read(packet);
      yield* current()?.takeChunks() ?? [];
    }
    reader.finish();
    const heard = current();
    const { shape } = reader;
    if (heard === null || shape === null || heard.frames === 0)
      throw warnings.toSentences().length > 0 ? damaged() : noSamples();
    const { loudness, peaks } = heard.finish();
    yield* heard.takeChunks();
    const nonFinite = frontEnd.kernels.takeNonFinite();
    if (nonFinite > 0) warnings.count('notANumber', nonFinite);
    const durationSeconds = heard.frames / shape.sampleRateHz;
    warnIfShort(file, sound, durationSeconds, warnings);
    return {
      format: { ...formatOf(sound, durationSeconds), sampleRateHz: shape.sampleRateHz, channels: shape.channels },
      payloadHash: frontEnd.finishHash(),
      loudness,
      peaks,
      blockCount: heard.blockCount,
      warnings: warnings.toSentences(),
    };
  } finally {
    current()?.close();
    reader.close();
  }
}

/**
 * Reads a sound once, from its first to its last packet, in constant memory: yields chunks of mel rows (16 blocks at
 * most, each chunk complete in itself) and returns everything else. Synchronous; the caller pulls.
 *
 * @param path bytes or text; the file is opened for reading only
 * @throws SonothequeError with a code, a sentence and what to do, for anything that isn't a readable sound
 */
export function* passOverFile(path: Buffer | string): Generator<MelChunk, SoundPass> {
  const file: SoundFile = openSoundFile(path);
  try {
    const sound = openSoundStream(file);
    const frontEnd = FrontEnd.take();
    try {
      return yield* passOverStream(file, sound, frontEnd);
    } finally {
      frontEnd.release();
      sound.close();
    }
  } finally {
    file.close();
  }
}

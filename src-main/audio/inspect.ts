import type { AudioFormat } from '../../src-shared/contract/audio.ts';
import type { PayloadHash } from '../../src-shared/contract/identifiers.ts';
import { noSamples } from './audio-failures.ts';
import { FrontEnd } from './front-end/front-end.ts';
import { parameterBytes } from './front-end/payload-hash.ts';
import { formatOf, openSoundStream, type SoundStream } from './source/demuxer.ts';
import { packetsOf } from './source/packets.ts';
import { openSoundFile } from './source/sound-file.ts';
import { Warnings } from './warnings.ts';

/** What can be known of a sound without decoding it. */
export type Inspection = { readonly format: AudioFormat; readonly payloadHash: PayloadHash };

/** Linear PCM says it by its size; elsewhere the header is better than summed packets, whose timestamps may be broken. */
function durationOf(sound: SoundStream, bytes: number, ticks: bigint): number {
  if (sound.codec.startsWith('pcm_') && sound.blockAlign > 0) {
    return Math.floor(bytes / sound.blockAlign) / sound.sampleRateHz;
  }
  const { num, den } = sound.stream.timeBase;
  return sound.declaredSeconds ?? Number(ticks) * (num / den);
}

/**
 * Reads a file without decoding: is it a sound that is known already, only moved or tagged anew? The hash is that of
 * `passOverFile`; format facts are the header's, where a decoder may know better (AAC with band replication).
 *
 * @throws SonothequeError as `passOverFile` does, as far as it shows without decoding
 */
export function inspectFile(path: Buffer | string): Inspection {
  const file = openSoundFile(path);
  try {
    const sound = openSoundStream(file);
    const frontEnd = FrontEnd.take();
    try {
      frontEnd.startHash(parameterBytes(sound.codec, sound.sampleRateHz, sound.channels, sound.blockAlign));
      let ticks = 0n;
      let bytes = 0;
      for (const { packet, data } of packetsOf(sound, new Warnings())) {
        frontEnd.hash(data);
        bytes += data.length;
        ticks += packet.duration;
      }
      if (bytes === 0) throw noSamples();
      const durationSeconds = durationOf(sound, bytes, ticks);
      return { format: formatOf(sound, durationSeconds), payloadHash: frontEnd.finishHash() };
    } finally {
      frontEnd.release();
      sound.close();
    }
  } finally {
    file.close();
  }
}

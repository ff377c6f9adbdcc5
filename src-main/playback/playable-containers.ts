import type { AudioFormat } from '../../src-shared/contract/audio.ts';

/**
 * What Chromium 156 plays from the file as it is: containers with their media types, and the codecs it knows in each.
 * Found out by playing a file of every kind to its end (docs/playback.md), not from what it says it can play.
 */
const PLAYABLE: ReadonlyMap<string, { readonly mediaType: string; readonly codecs: RegExp }> = new Map([
  ['wav', { mediaType: 'audio/wav', codecs: /^(pcm_(u8|s16le|s24le|s32le|f32le|alaw|mulaw)|mp3)$/ }],
  ['rf64', { mediaType: 'audio/wav', codecs: /^pcm_(u8|s16le|s24le|s32le|f32le)$/ }],
  ['bw64', { mediaType: 'audio/wav', codecs: /^pcm_(u8|s16le|s24le|s32le|f32le)$/ }],
  ['flac', { mediaType: 'audio/flac', codecs: /^flac$/ }],
  ['mp3', { mediaType: 'audio/mpeg', codecs: /^mp3$/ }],
  ['aac', { mediaType: 'audio/aac', codecs: /^aac$/ }],
  ['ogg', { mediaType: 'audio/ogg', codecs: /^(vorbis|opus|flac)$/ }],
  ['m4a', { mediaType: 'audio/mp4', codecs: /^(aac|mp3|flac|opus)$/ }],
  ['webm', { mediaType: 'audio/webm', codecs: /^(opus|vorbis)$/ }],
]);

/** Below this it refuses a file; above, up to 768 kHz, it plays it. */
const LOWEST_RATE_HZ = 3_000;

/** How a file gets to the player. */
export type Delivery =
  | { readonly how: 'as-it-is'; readonly mediaType: string }
  /** Decoded, as a WAV file that is made while it is read. */
  | { readonly how: 'as-wave' }
  | { readonly how: 'not-playable' };

/**
 * More than two channels are folded down here, always by the same rule, as browsers do it by several or not at all
 * (above eight). The sound of a film is decoded too: the player would fetch its pictures along.
 * @param format `null` where the file was never recognised
 */
export function deliveryOf(format: AudioFormat | null): Delivery {
  if (format === null || format.sampleRateHz < LOWEST_RATE_HZ) return { how: 'not-playable' };
  const playable = PLAYABLE.get(format.container);
  // 24 valid bits in four bytes are no PCM that it knows.
  const oddDepth = format.codec === 'pcm_s32le' && format.bitDepth !== 32;
  return playable?.codecs.test(format.codec) && format.channels <= 2 && !oddDepth
    ? { how: 'as-it-is', mediaType: playable.mediaType }
    : { how: 'as-wave' };
}

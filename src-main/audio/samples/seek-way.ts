/** How to get to a place in a sound so that the sample found there is the one a whole decoding has there. */

/** How a stream is entered in its middle. */
export type SeekWay =
  /** Timestamps are exact to the sample. */
  | { readonly how: 'exact'; readonly prerollFrames: number }
  /** Timestamps are rounded, but packets are of one length: the nearest place that fits is the right one. */
  | { readonly how: 'by-packet-length'; readonly packetFrames: number; readonly prerollFrames: number }
  /** Only decoding everything before tells where a sample lies. */
  | { readonly how: 'from-the-start' };

/** Containers that state the place of a packet in samples (or finer), and are entered through an index or by size. */
const EXACT_CONTAINERS = new Set([
  ...['wav', 'rf64', 'bw64', 'w64', 'aiff', 'aifc', 'caf', 'au', 'flac', 'wv', 'tta'],
  ...['mov', 'mp4', 'm4a'],
]);

/** Matroska rounds to milliseconds, AVI and FLV likewise. */
const ROUNDING_CONTAINERS = new Set(['matroska', 'webm', 'flv']);

/** Every packet is decoded by itself. */
const INDEPENDENT = /^(pcm_|flac$|alac$|wavpack$|tta$)/;

/** Frames of sound a packet, and how many before a place a decoder needs to be itself again. */
const PACKETS: { readonly [codec: string]: { readonly packetFrames: number; readonly prerollFrames: number } } = {
  aac: { packetFrames: 1_024, prerollFrames: 4_096 },
  ac3: { packetFrames: 1_536, prerollFrames: 4_608 },
  eac3: { packetFrames: 1_536, prerollFrames: 4_608 },
  mp2: { packetFrames: 1_152, prerollFrames: 4_608 },
  // Its bits may come from up to nine packets before.
  mp3: { packetFrames: 1_152, prerollFrames: 13_824 },
};

/**
 * The way into the middle of a stream.
 * @param packetsAreFrames the rate and packet length are what the codec's name says (no band replication)
 */
export function seekWayOf(container: string, codec: string, packetsAreFrames: boolean): SeekWay {
  if (INDEPENDENT.test(codec) && EXACT_CONTAINERS.has(container)) return { how: 'exact', prerollFrames: 0 };
  const packets = PACKETS[codec];
  if (!packets || !packetsAreFrames) return { how: 'from-the-start' };
  if (/^(mov|mp4|m4a)$/.test(container)) return { how: 'exact', prerollFrames: packets.prerollFrames };
  return ROUNDING_CONTAINERS.has(container) ? { how: 'by-packet-length', ...packets } : { how: 'from-the-start' };
}

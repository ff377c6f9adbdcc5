/**
 * Containers that Chromium plays from the file as it is, with their media types. What a container holds may still be
 * beyond it (ADPCM in WAV, ALAC in MP4); the player then hears so from its audio element.
 */
const PLAYABLE: ReadonlyMap<string, string> = new Map([
  ['wav', 'audio/wav'],
  ['rf64', 'audio/wav'],
  ['bw64', 'audio/wav'],
  ['flac', 'audio/flac'],
  ['mp3', 'audio/mpeg'],
  ['aac', 'audio/aac'],
  ['ogg', 'audio/ogg'],
  ['m4a', 'audio/mp4'],
  ['mp4', 'audio/mp4'],
  ['webm', 'audio/webm'],
]);

const NAMES: ReadonlyMap<string, string> = new Map([
  ['aiff', 'AIFF'],
  ['aifc', 'AIFF-C'],
  ['caf', 'Core Audio'],
  ['w64', 'Wave64'],
  ['wv', 'WavPack'],
  ['asf', 'Windows Media'],
  ['ac3', 'AC-3'],
  ['eac3', 'E-AC-3'],
  ['ape', "Monkey's Audio"],
  ['mov', 'QuickTime'],
  ['matroska', 'Matroska'],
]);

/** How a file gets to the player. A container that is `not-playable` needs its samples decoded first. */
export type Delivery =
  | { readonly how: 'as-it-is'; readonly mediaType: string }
  | { readonly how: 'not-playable'; readonly containerName: string | null };

/** `container`: short name as AudioFormat has it, `null` where the file was never recognised. */
export function deliveryOf(container: string | null): Delivery {
  if (container === null) return { how: 'not-playable', containerName: null };
  const mediaType = PLAYABLE.get(container);
  return mediaType
    ? { how: 'as-it-is', mediaType }
    : { how: 'not-playable', containerName: NAMES.get(container) ?? container };
}

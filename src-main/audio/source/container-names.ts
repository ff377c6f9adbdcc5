/** FFmpeg names demuxers, some of which read several containers: the first bytes tell them apart. */

/** Demuxers a sound library needs; no others are tried, so that no playlist can make FFmpeg open further files. */
export const DEMUXERS: readonly string[] = [
  ...['wav', 'w64', 'aiff', 'caf', 'au', 'flac', 'wv', 'ape', 'tta', 'tak', 'ogg', 'mp3', 'aac', 'loas', 'ac3', 'eac3'],
  ...['dts', 'asf', 'mov,mp4,m4a,3gp,3g2,mj2', 'matroska,webm', 'avi', 'mpeg', 'mpegts', 'flv', 'amr', 'voc', 'dsf'],
  ...['iff', 'mpc', 'mpc8', 'sds', 'nistsphere', 'ircam', 'xa'],
];

const QUICKTIME_BRANDS = new Set(['qt  ']);
const AUDIO_BRANDS = new Set(['M4A ', 'M4B ', 'M4P ']);

function mp4Name(head: Buffer): string {
  if (head.toString('latin1', 4, 8) !== 'ftyp') return 'mov';
  const brand = head.toString('latin1', 8, 12);
  if (QUICKTIME_BRANDS.has(brand)) return 'mov';
  return AUDIO_BRANDS.has(brand) ? 'm4a' : 'mp4';
}

function waveName(head: Buffer): string {
  const magic = head.toString('latin1', 0, 4);
  return magic === 'RF64' ? 'rf64' : magic === 'BW64' ? 'bw64' : 'wav';
}

/** Our short name of a container from FFmpeg's demuxer name and the file's first bytes. */
export function containerName(demuxer: string, head: Buffer): string {
  // Vorbis within a WAV file is demuxed as Ogg.
  if (demuxer === 'ogg' && head.toString('latin1', 0, 4) === 'RIFF') return 'wav';
  switch (demuxer) {
    case 'wav':
      return waveName(head);
    case 'aiff':
      return head.toString('latin1', 8, 12) === 'AIFC' ? 'aifc' : 'aiff';
    case 'mov,mp4,m4a,3gp,3g2,mj2':
      return mp4Name(head);
    case 'matroska,webm':
      return head.includes('webm') ? 'webm' : 'matroska';
    default:
      return demuxer;
  }
}

/** Beginnings of common containers: offset, bytes, what to call such a file. */
const BEGINNINGS: readonly (readonly [number, string, string])[] = [
  [8, 'WAVE', 'a WAV file'],
  [0, 'riff', 'a Wave64 file'],
  [4, 'ftyp', 'an MP4 or QuickTime file'],
  [8, 'AIF', 'an AIFF file'],
  [0, 'OggS', 'an Ogg file'],
  [0, 'fLaC', 'a FLAC file'],
  [0, 'caff', 'a CAF file'],
  [0, 'wvpk', 'a WavPack file'],
  [0, '\u001aE\u00df\u00a3', 'a Matroska file'],
  [0, '0&\u00b2u', 'a Windows Media file'],
];

/** What kind of file the first bytes belong to, even where the rest fits no demuxer; null where they don't say. */
export function describeBeginning(head: Buffer): string | null {
  const found = BEGINNINGS.find(([at, bytes]) => head.toString('latin1', at, at + bytes.length) === bytes);
  return found?.[2] ?? null;
}

/** FFmpeg names demuxers, some of which read several containers: the first bytes tell them apart. */

/** Demuxers a sound library needs; no others are tried, so that no playlist can make FFmpeg open further files. */
export const DEMUXERS = [
  ...['wav', 'w64', 'aiff', 'caf', 'au', 'flac', 'wv', 'ape', 'tta', 'tak', 'ogg', 'mp3', 'aac', 'ac3', 'eac3', 'dts'],
  ...[
    'asf',
    'mov,mp4,m4a,3gp,3g2,mj2',
    'matroska,webm',
    'avi',
    'mpeg',
    'mpegts',
    'flv',
    'amr',
    'voc',
    'dsf',
    'iff',
    'mpc',
    'mpc8',
    'sds',
    'nistsphere',
    'ircam',
    'xa',
  ],
] as const;

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

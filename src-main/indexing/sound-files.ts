/** File names that are worth opening: audio, and video for its audio track. */
const EXTENSIONS = new Set(
  [
    'wav wave bwf rf64 bw64 w64 aif aiff aifc caf flac m4a m4b mp4 m4v aac alac mp3 mp2 mpga',
    'ogg oga ogv opus spx wv wma asf wmv ape tta tak au snd voc ac3 eac3 dts amr mka mkv webm mov avi mpg mpeg 3gp',
  ]
    .join(' ')
    .split(' '),
);

/**
 * @param name the file's name as bytes
 * @returns whether an index job looks at it; hidden files and macOS resource forks (`._x`) are left out
 */
export function isSoundFileName(name: Uint8Array): boolean {
  const text = Buffer.from(name.buffer, name.byteOffset, name.byteLength).toString('latin1');
  if (text.startsWith('.')) return false;
  return EXTENSIONS.has(text.slice(text.lastIndexOf('.') + 1).toLowerCase()) && text.includes('.');
}

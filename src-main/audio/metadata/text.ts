const utf8 = new TextDecoder('utf-8', { fatal: true });
const windows1252 = new TextDecoder('windows-1252');
const utf16LittleEndian = new TextDecoder('utf-16le');
const utf16BigEndian = new TextDecoder('utf-16be');

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what other programs leave behind as padding
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]+/g;

/**
 * Decodes text whose encoding nobody wrote down: a byte order mark wins, then UTF-16 by the look of its zeros,
 * then UTF-8 where the bytes are valid, else Windows-1252 (of which Latin-1 is a part).
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16LittleEndian.decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16BigEndian.decode(bytes);
  if (bytes.length >= 4 && bytes[0] !== 0 && bytes[1] === 0 && bytes[2] !== 0 && bytes[3] === 0) {
    return utf16LittleEndian.decode(bytes);
  }
  if (bytes.length >= 4 && bytes[0] === 0 && bytes[1] !== 0 && bytes[2] === 0 && bytes[3] !== 0) {
    return utf16BigEndian.decode(bytes);
  }
  try {
    return utf8.decode(bytes);
  } catch {
    return windows1252.decode(bytes);
  }
}

/** Decodes a NUL-terminated text in a block of any size; what follows the NUL is garbage. */
export function decodeTerminatedText(bytes: Uint8Array): string {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const end = utf16 ? -1 : bytes.indexOf(0);
  return decodeText(end < 0 ? bytes : bytes.subarray(0, end));
}

/** Decodes a field of fixed width, whose last UTF-8 character other programs may have cut in two. */
export function decodeFixedText(field: Uint8Array): string {
  const end = field.indexOf(0);
  const bytes = end < 0 ? field : field.subarray(0, end);
  for (let cut = 0; cut <= 3 && cut < bytes.length; cut++) {
    try {
      return utf8.decode(bytes.subarray(0, bytes.length - cut));
    } catch {
      if (end >= 0) break;
    }
  }
  return windows1252.decode(bytes);
}

/** Takes NULs, other control characters, broken surrogates and outer white space off a text; line ends become `\n`. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(controls, ' ')
    .replace(/^\uFEFF/, '')
    .toWellFormed()
    .trim();
}

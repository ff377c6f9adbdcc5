const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
/** Where JSON ends and bytes begin in a message that has both. No byte of UTF-8 text has this value. */
const BINARY_DELIMITER = 0xff;

/**
 * Whether the JSON of a message is nested deeper than `most`, found by counting brackets, before any parser recurses
 * into it. Bytes that follow the JSON don't count.
 */
export function isDeeperThan(message: string | Uint8Array, most: number): boolean {
  const codeAt = typeof message === 'string' ? (at: number) => message.charCodeAt(at) : (at: number) => message[at];
  const isText = typeof message === 'string';
  let depth = 0;
  let inText = false;
  for (let at = 0; at < message.length; at++) {
    const code = codeAt(at);
    if (!isText && code === BINARY_DELIMITER) return false;
    if (inText) {
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) inText = false;
    } else if (code === QUOTE) inText = true;
    else if (code === OPEN_BRACKET || code === OPEN_BRACE) {
      depth++;
      if (depth > most) return true;
    } else if (code === CLOSE_BRACKET || code === CLOSE_BRACE) depth--;
  }
  return false;
}

/** Most bytes of a name: 255 on every system, less room for a number. */
const MOST_BYTES = 240;
const FORBIDDEN = /[/\\:*?"<>|\p{Cc}]/gu;
/** Windows opens devices by these, with any extension. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A name that every system takes, as near to `stem` as can be.
 * @param extension with its dot, or empty
 */
export function fileNameFrom(stem: string, extension: string): string {
  const ending = extension.replace(FORBIDDEN, '_');
  let name = stem.toWellFormed().normalize('NFC').replace(FORBIDDEN, '_').replace(/\s+/g, ' ').trim();
  // A dot in front hides a file; at the end Windows drops it.
  name = name.replace(/^\.+/, '').replace(/[. ]+$/, '');
  if (DEVICES.test(name.split('.')[0] ?? '')) name = `_${name}`;
  const room = MOST_BYTES - byteLength(ending);
  while (byteLength(name) > room) name = [...name].slice(0, -1).join('').trimEnd();
  return `${name === '' ? 'sound' : name}${ending}`;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** A part of a file: from `first` up to and including `last`. */
export type ByteRange = { readonly first: number; readonly last: number };

const SINGLE_RANGE = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i;

/**
 * What a `Range` header asks for of a file with `sizeBytes` bytes (RFC 9110, section 14): a part; `whole` where there is
 * no header, or one that servers are free to ignore (malformed, another unit, several ranges); `unsatisfiable` where no
 * byte of the file lies in it.
 */
export function readByteRange(header: string | null, sizeBytes: number): ByteRange | 'whole' | 'unsatisfiable' {
  const found = header === null ? null : SINGLE_RANGE.exec(header);
  if (!found) return 'whole';
  const [, firstDigits = '', lastDigits = ''] = found;
  if (firstDigits === '' && lastDigits === '') return 'whole';
  // Numbers beyond what a double holds become infinite, which compares as it should.
  if (firstDigits === '') {
    const length = Math.min(Number(lastDigits), sizeBytes);
    return length === 0 ? 'unsatisfiable' : { first: sizeBytes - length, last: sizeBytes - 1 };
  }
  const first = Number(firstDigits);
  const last = lastDigits === '' ? Number.POSITIVE_INFINITY : Number(lastDigits);
  if (last < first) return 'whole';
  return first >= sizeBytes ? 'unsatisfiable' : { first, last: Math.min(last, sizeBytes - 1) };
}

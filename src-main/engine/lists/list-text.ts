import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { Delimiter } from '../../../src-shared/delimited/index.ts';
import { isOldWorkbook, isZip, oldWorkbook, openWorkbook } from './workbook/index.ts';

/** Much more than a million lines. */
const MOST_BYTES = 256 * 2 ** 20;
/** Packed. */
const MOST_WORKBOOK_BYTES = 64 * 2 ** 20;
const PIECE_BYTES = 64 * 1_024;
const LOOKED_AT_BYTES = 4_096;

export type ListText = {
  readonly encoding: 'UTF-8' | 'UTF-16' | 'Latin-1';
  /** In order; together the whole text without its byte order mark. */
  readonly pieces: () => Iterable<string>;
  /** Of a workbook: its name, and what stands between the cells of its text. A line is a row of the sheet. */
  readonly sheet?: { readonly name: string; readonly delimiter: Delimiter };
};

/**
 * Reads the lists that a file holds: the sheets of an .xlsx workbook, or one text of whatever encoding programs write,
 * which is UTF-8, UTF-16 with a byte order mark or plainly so, else Latin-1 as Windows has it.
 *
 * @param name as failures call it
 * @throws SonothequeError `list-unreadable`, `list-too-large`, `workbook-damaged`, `workbook-unknown`,
 * `workbook-too-large`, `workbook-old`
 */
export async function readListTexts(file: string, name: string): Promise<readonly ListText[]> {
  return listTextsOf(await bytesOf(file, name), name);
}

/** The same for bytes that are at hand. */
export async function listTextsOf(bytes: Uint8Array, name: string): Promise<readonly ListText[]> {
  if (isOldWorkbook(bytes)) throw oldWorkbook(name);
  if (!isZip(bytes)) return [listTextOf(bytes)];
  if (bytes.length > MOST_WORKBOOK_BYTES) throw tooLarge(name, '64 MB', 'Save its sheet as “CSV UTF-8”.');
  const sheets = await openWorkbook(bytes, name);
  return sheets.map(({ name: sheet, text }) => ({
    encoding: 'UTF-8',
    pieces: () => piecesOf(text, 'utf-8'),
    sheet: { name: sheet, delimiter: '\t' },
  }));
}

/** What stands in a list of text. */
export function listTextOf(bytes: Uint8Array): ListText {
  const encoding = encodingOf(bytes);
  const said = encoding === 'utf-8' ? 'UTF-8' : encoding === 'windows-1252' ? 'Latin-1' : 'UTF-16';
  return { encoding: said, pieces: () => piecesOf(bytes, encoding) };
}

function* piecesOf(bytes: Uint8Array, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    yield decoder.decode(bytes.subarray(at, at + PIECE_BYTES), { stream: true });
  }
  yield decoder.decode();
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // Text of our kind is mostly ASCII: every other byte is zero in UTF-16, and none anywhere else.
  const looked = bytes.subarray(0, LOOKED_AT_BYTES);
  const zeros = [0, 0];
  for (const [place, byte] of looked.entries()) if (byte === 0) zeros[place % 2] = (zeros[place % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (Math.max(even, odd) * 3 > looked.length) return odd > even ? 'utf-16le' : 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

async function bytesOf(file: string, name: string): Promise<Uint8Array> {
  let handle: Awaited<ReturnType<typeof open>> | undefined;
  try {
    handle = await open(file);
    const facts = await handle.stat();
    if (!facts.isFile()) throw new Error('it is no file');
    if (facts.size > MOST_BYTES) throw tooLarge(name, '256 MB', 'Cut it into several lists.');
    return await handle.readFile();
  } catch (cause) {
    if (cause instanceof SonothequeError) throw cause;
    throw new SonothequeError(
      {
        code: 'list-unreadable',
        message: `“${name}” could not be read (${cause instanceof Error ? cause.message : String(cause)}).`,
        nextStep: 'Check its name and its rights.',
      },
      { cause },
    );
  } finally {
    await handle?.close();
  }
}

const tooLarge = (name: string, most: string, nextStep: string): SonothequeError =>
  new SonothequeError({ code: 'list-too-large', message: `“${name}” is larger than ${most}.`, nextStep });

import { unzipSync } from 'fflate';
import { WorkbookFault } from './workbook-fault.ts';

/** Of all parts together that are unpacked: a million rows of a few cells. */
const MOST_UNPACKED_BYTES = 128 * 2 ** 20;

/** The parts of a workbook by their names in it: `xl/workbook.xml`. */
export type WorkbookParts = {
  /**
   * Unpacks one part; `null`: there is none of this name.
   * @throws WorkbookFault
   */
  readonly read: (name: string) => string | null;
};

/**
 * Opens the zip file that a workbook is. Nothing is unpacked before it is asked for. A part never unpacks into more than
 * the zip file says of it, and that counts before it is unpacked: what is written to fill memory is refused.
 */
export function openWorkbookParts(bytes: Uint8Array, mostBytes = MOST_UNPACKED_BYTES): WorkbookParts {
  let left = mostBytes;
  return {
    read: (name) => {
      const wanted = name.toLowerCase();
      let isFound = false;
      const parts = unzip(bytes, (part, unpackedBytes) => {
        if (isFound || part.replaceAll('\\', '/').toLowerCase() !== wanted) return false;
        isFound = true;
        left -= unpackedBytes;
        if (left < 0) throw new WorkbookFault('too-large');
        return true;
      });
      const [part] = Object.values(parts);
      return part === undefined ? null : new TextDecoder(encodingOf(part)).decode(part);
    },
  };
}

function unzip(
  bytes: Uint8Array,
  wants: (name: string, unpackedBytes: number) => boolean,
): { readonly [name: string]: Uint8Array } {
  try {
    return unzipSync(bytes, { filter: ({ name, originalSize }) => wants(name, originalSize) });
  } catch (cause) {
    throw cause instanceof WorkbookFault ? cause : new WorkbookFault('damaged', { cause });
  }
}

const encodingOf = ([first, second]: Uint8Array): string =>
  first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';

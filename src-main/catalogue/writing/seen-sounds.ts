import type { LibraryId } from '../../../src-shared/contract/identifiers.ts';
import type { ScanId } from '../types.ts';

/** One running walk: which rows it has met. A bit a row, so a million sounds cost 125 KB. */
export type Scan = {
  readonly id: ScanId;
  readonly libraryId: LibraryId;
  readonly beganAt: number;
  readonly has: (soundId: number) => boolean;
  readonly mark: (soundId: number) => void;
  /** Rows met so far. */
  readonly count: () => number;
  /** The walk came upon files, whether they had a row or not. */
  readonly noteFiles: () => void;
  readonly metFiles: () => boolean;
};

/** The running scans; they live in memory only, so an interrupted one leaves nothing behind. */
export type SeenSounds = {
  readonly begin: (libraryId: LibraryId) => Scan;
  readonly get: (id: ScanId) => Scan | undefined;
  readonly forget: (id: ScanId) => void;
  /** A row was stored: every running scan of its library has met it. */
  readonly markStored: (libraryId: LibraryId, soundId: number) => void;
};

export function createSeenSounds(): SeenSounds {
  const scans = new Map<ScanId, Scan>();
  let lastId = 0;
  return {
    begin: (libraryId) => {
      lastId += 1;
      const scan = createScan(lastId as ScanId, libraryId);
      scans.set(scan.id, scan);
      return scan;
    },
    get: (id) => scans.get(id),
    forget: (id) => {
      scans.delete(id);
    },
    markStored: (libraryId, soundId) => {
      for (const scan of scans.values()) if (scan.libraryId === libraryId) scan.mark(soundId);
    },
  };
}

function createScan(id: ScanId, libraryId: LibraryId): Scan {
  let bits = new Uint8Array(4096);
  let count = 0;
  let files = false;
  return {
    id,
    libraryId,
    beganAt: Date.now(),
    has: (soundId) => ((bits[soundId >> 3] ?? 0) & (1 << (soundId & 7))) !== 0,
    mark: (soundId) => {
      const at = soundId >> 3;
      if (at >= bits.length) {
        const grown = new Uint8Array(Math.max(at + 1, bits.length * 2));
        grown.set(bits);
        bits = grown;
      }
      const before = bits[at] ?? 0;
      const after = before | (1 << (soundId & 7));
      if (after !== before) count += 1;
      bits[at] = after;
    },
    count: () => count,
    noteFiles: () => {
      files = true;
    },
    metFiles: () => files,
  };
}

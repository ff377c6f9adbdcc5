import { openPages, type PageFile } from './page-file.ts';
import { readTreePage, type StoredRow } from './records.ts';
import { tableOfRow } from './table-shapes.ts';

/** A row of a damaged file and the table it is of. */
export type FoundRow = StoredRow & { readonly table: string };

/** What reading a damaged file met; complete once the rows have been read to their end. */
export type Loss = {
  /** Pages, and rows of readable pages, that could not be read. */
  parts: number;
};

/**
 * Reads a main file page by page, however damaged: first what its trees still lead to, then pages that nothing leads to
 * any more, told by what their rows look like. A row may come twice; the first is the one that counts.
 */
export function* foundRows(path: string, loss: Loss): Generator<FoundRow, undefined, undefined> {
  const file = openPages(path);
  try {
    const known = freePages(file);
    for (const { table, root } of rootsOf(file)) yield* rowsOfTree(file, table, root, known);
    const unread: number[] = [];
    for (let number = 1; number <= file.pageCount; number++) {
      if (known.has(number)) continue;
      const page = readTreePage(file, number);
      if (page === null) {
        if (!isEmpty(file.page(number))) unread.push(number);
        continue;
      }
      loss.parts += page.spoilt;
      for (const row of page.rows) {
        const table = tableOfRow(page.kind, row);
        if (table !== null) yield { ...row, table };
      }
      for (const more of page.overflow) known.add(more);
    }
    // Some of them were what a row goes on in.
    loss.parts += unread.filter((number) => !known.has(number)).length;
  } finally {
    file.close();
  }

  function* rowsOfTree(pages: PageFile, table: string, root: number, known: Set<number>): Generator<FoundRow> {
    const open = [root];
    for (let number = open.pop(); number !== undefined; number = open.pop()) {
      if (known.has(number)) continue;
      const page = readTreePage(pages, number);
      // Met again, and counted, among the pages that belong nowhere.
      if (page === null) continue;
      known.add(number);
      loss.parts += page.spoilt;
      for (const more of page.overflow) known.add(more);
      open.push(...page.children);
      for (const row of page.rows) yield { ...row, table };
    }
  }
}

/** Where the trees of tables and indexes begin, as far as the schema can be read. */
function rootsOf(file: PageFile): { readonly table: string; readonly root: number }[] {
  const roots: { table: string; root: number }[] = [];
  const open = [1];
  const seen = new Set<number>();
  for (let number = open.pop(); number !== undefined; number = open.pop()) {
    if (seen.has(number)) continue;
    seen.add(number);
    const page = readTreePage(file, number);
    if (page?.kind !== 'table') continue;
    open.push(...page.children);
    for (const { values } of page.rows) {
      const [type, name, , root] = values;
      if (typeof root !== 'number' || root < 2) continue;
      // Indexes too: so that their pages are not taken for lost ones.
      roots.push({ table: type === 'table' ? String(name) : `index ${String(name)}`, root });
    }
  }
  return roots;
}

/** Pages that hold nothing any more; rows in them were deleted. */
function freePages(file: PageFile): Set<number> {
  const free = new Set<number>();
  const header = file.page(1);
  if (header === null || header.toString('latin1', 0, 15) !== 'SQLite format 3') return free;
  let trunk = header.readUInt32BE(32);
  while (trunk !== 0 && trunk <= file.pageCount && !free.has(trunk)) {
    free.add(trunk);
    const page = file.page(trunk);
    if (page === null) break;
    const count = Math.min(page.readUInt32BE(4), file.usableBytes / 4 - 2);
    for (let i = 0; i < count; i++) free.add(page.readUInt32BE(8 + i * 4));
    trunk = page.readUInt32BE(0);
  }
  return free;
}

const isEmpty = (page: Buffer | null): boolean => page?.every((byte) => byte === 0) ?? false;

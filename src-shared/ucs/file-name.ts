import { findSubcategory, subcategoryCalled } from './find-subcategory.ts';
import { ucsInForce } from './list-in-force.ts';

/** The blocks of a UCS file name; `null` where a block is missing or empty. */
export type UcsFileName = {
  readonly catId: string;
  readonly userCategory: string | null;
  readonly vendorCategory: string | null;
  readonly fxName: string | null;
  readonly creatorId: string | null;
  readonly sourceId: string | null;
  readonly userData: string | null;
};

/** Blocks in front of the optional user data: CatID, FXName, CreatorID, SourceID. */
const requiredBlocks = 4;

/** An extension has a letter: `v1.2` is no extension, `.wav`, `.mp3` and `.w64` are. */
const extension = /\.(?=[^.]*[a-z])[a-z0-9]{1,5}$/i;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what must not reach a file name
const forbiddenInNames = /[\u0000-\u001f\u007f<>:"/\\|?*]/g;

/**
 * Reads a file name by the UCS grammar
 * `CatID(-UserCategory)_(VendorCategory-)FXName_CreatorID_SourceID(_UserData)`.
 *
 * The name is given without its folder; an extension is left out. Only the CatID is required.
 * Letter case of the CatID is forgiven, except for CatIDs that are plain words (`RAIN`, `WIND`, `TEST`):
 * those count in capitals only and when another block follows, or `wind_01.wav` would be a statement about UCS.
 * A misspelt CatID is believed in a complete name of four blocks. One of a list before stays as it is written. Further underscores belong to the user data.
 *
 * Returns `null` when the first block isn't a CatID.
 * Source: Universal Category System Filenaming Convention (2021).
 */
export function parseUcsFileName(fileNameWithoutDirectory: string): UcsFileName | null {
  const blocks = fileNameWithoutDirectory.replace(extension, '').split('_');
  const [first = '', fxBlock = '', creatorId = '', sourceId = ''] = blocks;
  const [catIdText, userCategory] = cutAtHyphen(first);
  const catId = readCatId(catIdText.trim(), blocks.length);
  if (catId === null) return null;
  const [vendorCategory, fxName] = readFxBlock(fxBlock);
  return {
    catId,
    userCategory: textOrNull(userCategory),
    vendorCategory,
    fxName,
    creatorId: textOrNull(creatorId),
    sourceId: textOrNull(sourceId),
    userData: textOrNull(blocks.slice(requiredBlocks).join('_')),
  };
}

/**
 * Builds the file name (without extension) that `parseUcsFileName` reads back into the same blocks.
 *
 * Characters that the grammar or a file system reserves become spaces: underscores outside the user data, a hyphen
 * where it would start a vendor category, and `< > : " / \ | ? *`.
 */
export function formatUcsFileName(name: UcsFileName): string {
  const vendorCategory = clean(name.vendorCategory, /[_-]/g);
  const fxName = clean(name.fxName, vendorCategory === '' ? /[_-]/g : /_/g);
  const userCategory = clean(name.userCategory, /_/g);
  const blocks = [
    userCategory === '' ? name.catId : `${name.catId}-${userCategory}`,
    vendorCategory === '' || fxName === '' ? fxName : `${vendorCategory}-${fxName}`,
    clean(name.creatorId, /_/g),
    clean(name.sourceId, /_/g),
    clean(name.userData),
  ];
  while (blocks.at(-1) === '') blocks.pop();
  return blocks.join('_');
}

function readCatId(text: string, blockCount: number): string | null {
  const known = ucsInForce().byCatId.get(text.toLowerCase());
  if (known) {
    const isPlainWord = known.catId === known.catShort;
    return !isPlainWord || (text === known.catId && blockCount > 1) ? known.catId : null;
  }
  const beginsLikeCatId = /^\p{Lu}{2,}\p{L}*$/u.test(text);
  if (beginsLikeCatId && blockCount > 1 && subcategoryCalled(text)) return text;
  return beginsLikeCatId && blockCount >= requiredBlocks ? (findSubcategory(text)?.subcategory.catId ?? null) : null;
}

/** The vendor category is what stands before the first hyphen, if both sides of the hyphen hold something. */
function readFxBlock(block: string): readonly [string | null, string | null] {
  const [vendorCategory, fxName] = cutAtHyphen(block).map(textOrNull);
  if (vendorCategory && fxName) return [vendorCategory, fxName];
  return [null, textOrNull(block)];
}

function cutAtHyphen(block: string): [string, string] {
  const hyphen = block.indexOf('-');
  return hyphen < 0 ? [block, ''] : [block.slice(0, hyphen), block.slice(hyphen + 1)];
}

function textOrNull(text: string): string | null {
  return text.trim() || null;
}

function clean(text: string | null, reserved?: RegExp): string {
  let cleaned = (text ?? '').replace(forbiddenInNames, ' ');
  if (reserved) cleaned = cleaned.replace(reserved, ' ');
  return cleaned.replace(/\s+/g, ' ').trim();
}

import type { EmbeddedMetadata, MetadataEntry, MetadataFieldName } from '../../../src-shared/contract/audio.ts';
import { findSubcategory, parseUcsFileName, type UcsFileName } from '../../../src-shared/ucs/index.ts';
import { fieldsOf } from '../../audio/metadata/fields/index.ts';

/** What was read of a file, before anybody says what it means. */
export type FoundMetadata = Omit<EmbeddedMetadata, 'fields'>;

type NamePart = Exclude<keyof UcsFileName, 'userData'>;

const FIELD_OF_PART: { readonly [Part in NamePart]: MetadataFieldName } = {
  catId: 'catId',
  userCategory: 'userCategory',
  vendorCategory: 'vendorCategory',
  fxName: 'fxName',
  creatorId: 'creatorId',
  sourceId: 'sourceId',
};

/**
 * Says what a file's metadata means, and joins to it what the file's name says by the UCS grammar. The metadata was written
 * on purpose, so it wins; the name fills what it leaves open. What is a CatID, the UCS list in force says: so this is done
 * in the engine, which knows it, and not where the file is read.
 * @param fileName without folders
 */
export function describedBy(found: FoundMetadata, fileName: string): EmbeddedMetadata {
  const embedded: EmbeddedMetadata = { fields: fieldsOf(found.entries), ...found };
  const name = parseUcsFileName(fileName);
  if (!name) return embedded;
  const fields: { [Field in MetadataFieldName]?: string } = {};
  const entries: MetadataEntry[] = [];
  for (const [part, field] of Object.entries(FIELD_OF_PART) as [NamePart, MetadataFieldName][]) {
    const value = name[part];
    if (value === null) continue;
    fields[field] = value;
    entries.push({ standard: 'file-name', key: part, value });
  }
  if (name.userData !== null) entries.push({ standard: 'file-name', key: 'userData', value: name.userData });
  // The name's subcategory must not be joined to another category from the metadata.
  const subcategory = findSubcategory(name.catId)?.subcategory;
  const stated = embedded.fields.category?.toUpperCase();
  if (subcategory && embedded.fields.catId === undefined && (stated ?? subcategory.category) === subcategory.category) {
    fields.category = subcategory.category;
    fields.subCategory = subcategory.subCategory;
  } else {
    delete fields.catId;
  }
  return { ...embedded, fields: { ...fields, ...embedded.fields }, entries: [...embedded.entries, ...entries] };
}

import type { EmbeddedMetadata, MetadataEntry, MetadataFieldName } from '../../../src-shared/contract/audio.ts';
import { findSubcategory, parseUcsFileName, type UcsFileName } from '../../../src-shared/ucs/index.ts';

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
 * Joins what a file's name says by the UCS grammar to what its metadata says. The metadata was written on purpose, so
 * it wins; the name fills what it leaves open.
 * @param fileName without folders
 */
export function describedBy(embedded: EmbeddedMetadata, fileName: string): EmbeddedMetadata {
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

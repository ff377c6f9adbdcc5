import type { MetadataFieldName } from '../../../src-shared/contract/audio.ts';
import { editableFields } from '../../../src-shared/contract/edits.ts';
import type { Evidence, LabelSource } from '../../../src-shared/contract/suggestions.ts';

export const evidenceNames: { readonly [Kind in Evidence['kind']]: string } = {
  heard: 'heard',
  learned: 'learned',
  fellows: 'folder',
  named: 'named',
  neighbours: 'like',
};

/** Who or what decided a label. */
export const sourceWords: { readonly [Source in LabelSource]: string } = {
  human: 'by hand',
  'file-name': 'from the file name',
  metadata: 'from the file’s metadata',
  model: 'by the model',
  import: 'imported',
};

/** Fields of metadata as a person calls them. */
export const fieldWords: { readonly [Field in MetadataFieldName]: string } = {
  title: 'Title',
  description: 'Description',
  keywords: 'Keywords',
  category: 'Category',
  subCategory: 'Subcategory',
  catId: 'CatID',
  userCategory: 'User category',
  vendorCategory: 'Vendor category',
  fxName: 'FX name',
  artist: 'Artist',
  originator: 'Originator',
  creatorId: 'Creator ID',
  sourceId: 'Source ID',
  library: 'Library',
  publisher: 'Publisher',
  microphone: 'Microphone',
  location: 'Location',
  recordedAt: 'Recorded',
  timeReferenceSamples: 'Time reference',
  tempoBpm: 'Tempo',
  musicalKey: 'Key',
  notes: 'Notes',
  comment: 'Comment',
  copyright: 'Copyright',
  url: 'Address',
  rating: 'Rating',
  scene: 'Scene',
  take: 'Take',
  tape: 'Tape',
};

/** Fields that a person can't edit here. */
const isFixed = (field: MetadataFieldName): boolean => !editableFields.some((editable) => editable === field);

/** The filled fields that stay as the file has them, in the order in which a person looks for them. */
export const filledFields = (
  fields: { readonly [Field in MetadataFieldName]?: string },
): { readonly name: string; readonly value: string }[] =>
  (Object.keys(fieldWords) as MetadataFieldName[]).filter(isFixed).flatMap((field) => {
    const value = fields[field]?.trim();
    return value ? [{ name: fieldWords[field], value }] : [];
  });

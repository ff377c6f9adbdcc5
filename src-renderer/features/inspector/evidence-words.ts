import type { MetadataFieldName } from '../../../src-shared/contract/audio.ts';
import type { Evidence, LabelSource } from '../../../src-shared/contract/suggestions.ts';

export const evidenceNames: { readonly [Kind in Evidence['kind']]: string } = {
  heard: 'heard',
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

const fieldWords: { readonly [Field in MetadataFieldName]: string } = {
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

/** The fields that are filled, in the order in which a person looks for them. */
export const filledFields = (
  fields: { readonly [Field in MetadataFieldName]?: string },
): { readonly name: string; readonly value: string }[] =>
  (Object.keys(fieldWords) as MetadataFieldName[]).flatMap((field) => {
    const value = fields[field]?.trim();
    return value ? [{ name: fieldWords[field], value }] : [];
  });

import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';

/** Columns of the table whose cells can be edited. */
export const editableColumns = {
  description: 'description',
  fxName: 'fxName',
  keywords: 'keywords',
  creatorId: 'creatorId',
  sourceLibrary: 'library',
} as const;
export type FieldColumn = keyof typeof editableColumns;
export type EditableColumn = FieldColumn | 'note';

export const isEditableColumn = (id: string): id is EditableColumn => id === 'note' || id in editableColumns;

/** What such a cell holds, as text. */
export const editableText = (sound: SoundRecord, column: EditableColumn): string =>
  (column === 'note' ? sound.note : sound.fields[editableColumns[column]]) ?? '';

export type EditsState = {
  /** What is staged and no file has yet. */
  readonly staged: { readonly sounds: number; readonly edits: number };
  /** The cell that is being edited. */
  readonly cell: { readonly soundId: SoundId; readonly column: EditableColumn } | null;
};

export const initialEditsState: EditsState = { staged: { sounds: 0, edits: 0 }, cell: null };

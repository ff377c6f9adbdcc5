export { type ColumnName, columnNameOf, columnsOf, type ListColumns } from './columns.ts';
export { entryLine, listHeader } from './entry-line.ts';
export { kindWords } from './kind-words.ts';
export { idleKinds, type ListRowKind, listRowKinds, takenKinds } from './row-kinds.ts';

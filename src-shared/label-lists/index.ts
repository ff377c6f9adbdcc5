export { type ColumnName, columnNameOf, columnsOf, type ListColumns } from './columns.ts';
export { entryLine, listHeader } from './entry-line.ts';
export { kindWords } from './kind-words.ts';

export { readUcsSheet } from './read-sheet.ts';
export { UcsLists } from './ucs-lists.ts';

export { isOldWorkbook, isZip, oldWorkbook, openWorkbook } from './open-workbook.ts';

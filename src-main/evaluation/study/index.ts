export { type StudyCell, studyCells } from './cells.ts';
export { type StudyPicture, studyFiles } from './report.ts';
export { type GridNews, runGrid, type StudyWork } from './run-grid.ts';
export { bestOf } from './summary.ts';

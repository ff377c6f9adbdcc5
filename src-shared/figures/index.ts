export { type Bars, type BarValue, barsFigure } from './bars.ts';
export * from './evaluation.ts';
export { FIGURE_RULES, FIGURE_TOKENS } from './figure-style.ts';
export {
  type ConfusionTable,
  cellWords,
  confusionTable,
  MATRIX_CELL,
  matrixFigure,
  matrixPlace,
  TAKEN_FOR_NOTHING,
} from './matrix.ts';
export { type ScatterPoint, scatterFigure } from './scatter.ts';
export type { Figure, Shape } from './shape.ts';
export { escapeText, figureFile, figureMarkup } from './svg-text.ts';

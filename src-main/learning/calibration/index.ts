export { fitExponents, type ScoreTable } from './log-linear.ts';

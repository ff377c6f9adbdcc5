export { fitExponents } from './log-linear.ts';
export { fitTemperature, type ScoreTable } from './temperature.ts';

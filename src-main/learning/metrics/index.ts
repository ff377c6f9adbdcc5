export {
  type Coverage,
  coverageAtPrecision,
  expectedCalibrationError,
  type Interval,
  type Judged,
  type ReliabilityBin,
  reliabilityBins,
  wilsonInterval,
} from './certainty.ts';
export { type ClassificationScore, scorePredictions } from './classification.ts';
export { type ClassScore, type Confusion, classScores, confusionOf, macroF1, macroRecall } from './confusion.ts';
export { firstOf, NOTHING, placeOf } from './ranking.ts';

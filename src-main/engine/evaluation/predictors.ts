import type { EvaluateInput } from '../../../src-shared/contract/evaluation.ts';
import type { Predictor } from '../../evaluation/index.ts';
import { shippedPredictor, type Teaching, taughtPredictors } from './learner-predictor.ts';
import { zeroShotPredictor } from './zero-shot-predictor.ts';

/** Every way of suggesting that can be scored; new evidence joins here. */
const predictors = (teaching: Teaching): readonly Predictor[] => [
  zeroShotPredictor,
  shippedPredictor(false),
  shippedPredictor(true),
  ...taughtPredictors(teaching),
];

/** Those that were asked for; without folds there is nothing to learn from, and only what is shipped is scored. */
export function chosenPredictors(
  { names, leaveLibrariesOut }: EvaluateInput,
  teaching: Teaching,
): readonly Predictor[] {
  return predictors(teaching)
    .filter(({ learns }) => leaveLibrariesOut !== undefined || !learns)
    .filter((predictor) => names === 'both' || predictor.withNames === (names === 'with'));
}

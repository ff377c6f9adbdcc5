import type { EvaluateInput } from '../../../src-shared/contract/evaluation.ts';
import { type Learning, linearPredictor, type Predictor } from '../../evaluation/index.ts';
import { withNames } from './named-predictor.ts';
import { shippedPredictor } from './shipped-predictor.ts';
import { zeroShotPredictor } from './zero-shot-predictor.ts';

/** Every way of suggesting that can be scored; new evidence joins here. */
function predictors(learning: Learning): readonly Predictor[] {
  const linear = linearPredictor(learning);
  return [zeroShotPredictor, shippedPredictor(false), linear, shippedPredictor(true), withNames(linear)];
}

/** Those that were asked for; without folds there is nothing to learn from, and only what is shipped is scored. */
export function chosenPredictors(
  { names, leaveLibrariesOut }: EvaluateInput,
  learning: Learning,
): readonly Predictor[] {
  return predictors(learning)
    .filter(({ learns }) => leaveLibrariesOut !== undefined || !learns)
    .filter((predictor) => names === 'both' || predictor.withNames === (names === 'with'));
}

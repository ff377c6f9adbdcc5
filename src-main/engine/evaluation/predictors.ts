import type { EvaluateInput } from '../../../src-shared/contract/evaluation.ts';
import { type LearnSounds, linearPredictor, type Predictor } from '../../evaluation/index.ts';
import { zeroShotPredictor } from './zero-shot-predictor.ts';

/** Every way of suggesting that can be scored; new evidence joins here. */
const predictors = (learnSounds: LearnSounds): readonly Predictor[] => [
  zeroShotPredictor,
  linearPredictor(learnSounds),
];

/** Those that were asked for; without folds there is nothing to learn from, and only what is shipped is scored. */
export function chosenPredictors(
  { names, leaveLibrariesOut }: EvaluateInput,
  learnSounds: LearnSounds,
): readonly Predictor[] {
  return predictors(learnSounds)
    .filter(({ learns }) => leaveLibrariesOut !== undefined || !learns)
    .filter(({ withNames }) => names === 'both' || withNames === (names === 'with'));
}

export * from './embeddings/index.ts';
export { type LabelledList, type LabelledRow, readLabelledList } from './labelled-list.ts';
export { type EmbeddingsReport, embeddingsPage } from './page/embeddings-page.ts';
export { evaluationPage } from './page/evaluation-page.ts';
export type { FittedPredictor, LabelledSound, Prediction, Predictor, SoundToPredict } from './predictor.ts';
export {
  type EvaluatedSound,
  type EvaluationProgress,
  type EvaluationRun,
  runEvaluation,
  runFirstLabels,
} from './run-evaluation.ts';
export * from './study/index.ts';

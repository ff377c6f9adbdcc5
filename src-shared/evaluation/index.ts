export type * from './result.ts';
export { type EmbeddingEvaluationSettings, embeddingEvaluationSettings } from './settings.ts';

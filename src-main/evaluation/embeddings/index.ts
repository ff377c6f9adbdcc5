export { compareEvaluations } from './compare-evaluations.ts';
export { type EvaluationStep, evaluateEmbeddings, fingerprintOf } from './evaluate-embeddings.ts';
export { type EvaluatedData, type EvaluatedEmbedding, spreadFrames } from './evaluated-sounds.ts';

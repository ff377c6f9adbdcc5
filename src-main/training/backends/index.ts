export { type RefusedBackend, TRAINING_BACKENDS, type TrainingBackend } from './backend-names.ts';

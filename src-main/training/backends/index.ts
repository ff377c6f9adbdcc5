export { type RefusedBackend, TRAINING_BACKENDS, type TrainingBackend } from './backend-names.ts';
export { type OpenedBackend, openBackend } from './open-backend.ts';

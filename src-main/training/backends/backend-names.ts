/** Ways to compute a training, the fastest first. `cpu` is plain JavaScript: for tests. */
export const TRAINING_BACKENDS = ['node-gpu', 'webgpu', 'node', 'wasm', 'cpu'] as const;

export type TrainingBackend = (typeof TRAINING_BACKENDS)[number];

/** A backend that was tried and not taken. */
export type RefusedBackend = {
  readonly backend: TrainingBackend;
  /** For a person: what stands in the way. */
  readonly reason: string;
};

/** Why something could not be done, for a person: what happened and what to do next. */
export type Failure = {
  /** Stable machine-readable reason, e.g. `not-audio`, `truncated`, `no-permission`. */
  readonly code: string;
  /** One plain sentence, no stack, no jargon. */
  readonly message: string;
  /** What the person can do; `null` where nothing helps. */
  readonly nextStep: string | null;
};

/** An expected failure on its way to a row, an exit code or a screen. */
export class SonothequeError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.message, options);
    this.name = 'SonothequeError';
    this.failure = failure;
  }
}

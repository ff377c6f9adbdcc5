import { type Failure, SonothequeError } from '../../src-shared/contract/failures.ts';

/** What to tell a person about whatever was thrown. */
export const failureOf = (thrown: unknown): Failure =>
  thrown instanceof SonothequeError
    ? thrown.failure
    : {
        code: 'window-fault',
        message: 'Something in this window went wrong.',
        nextStep: 'Try again; reload the window if it stays.',
      };

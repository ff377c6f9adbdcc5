import { type Failure, SonothequeError } from '../../../src-shared/contract/failures.ts';

/** Any thrown value as a row's reason: expected failures as they are, surprises with their first line. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof SonothequeError) return error.failure;
  const text = error instanceof Error ? error.message : String(error);
  return {
    code: 'unexpected',
    message: `Something unexpected happened: ${text.split('\n')[0]?.slice(0, 200) ?? 'no details'}.`,
    nextStep: 'Index again; if it stays, report the file and this text.',
  };
}

import { implement, ORPCError } from '@orpc/server';
import { contract } from '../../../src-shared/contract/contract.ts';
import { type Failure, SonothequeError } from '../../../src-shared/contract/failures.ts';
import { isStream } from '../../../src-shared/contract/streams.ts';
import type { EngineParts } from '../engine-parts.ts';

/** Who asks. */
export type RequestContext = {
  readonly parts: EngineParts;
  /** A person waits for this: background work gives way. */
  readonly byPerson: boolean;
};

const UNEXPECTED: Failure = {
  code: 'unexpected',
  message: 'Something unexpected happened in the engine.',
  nextStep: 'Try again; if it stays, `sonotheque doctor --bundle` writes what a report needs.',
};

/** Failures travel as the contract declares them; mistakes of ours are logged and told without their insides. */
function asContractError(error: unknown, { parts }: RequestContext, path: readonly string[]): unknown {
  if (error instanceof ORPCError) return error;
  if (error instanceof SonothequeError) return failed(error.failure, error);
  if (error instanceof Error && error.name === 'AbortError') return error;
  parts.log.fault(path.join('.'), error);
  return failed(UNEXPECTED, error);
}

function failed(failure: Failure, cause: unknown): ORPCError<'FAILURE', Failure> {
  return new ORPCError('FAILURE', { defined: true, status: 400, message: failure.message, data: failure, cause });
}

async function* guarded(
  stream: AsyncIterable<unknown>,
  context: RequestContext,
  path: readonly string[],
): AsyncGenerator<unknown> {
  try {
    yield* stream;
  } catch (error) {
    throw asContractError(error, context, path);
  }
}

/** Every procedure begins here. */
export const procedures = implement(contract)
  .$context<RequestContext>()
  .use(async ({ context, path, next }) => {
    if (context.byPerson) context.parts.activity.note();
    const began = performance.now();
    try {
      const result = await next();
      if (!isStream(result.output)) {
        context.parts.log.slow(path.join('.'), performance.now() - began);
        return result;
      }
      return { ...result, output: guarded(result.output, context, path) as never };
    } catch (error) {
      throw asContractError(error, context, path);
    }
  });

import { type Failure, SonothequeError } from './failures.ts';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function isFailure(value: unknown): value is Failure {
  return (
    isRecord(value) &&
    typeof value.code === 'string' &&
    typeof value.message === 'string' &&
    (value.nextStep === null || typeof value.nextStep === 'string')
  );
}

/** What the protocol itself can answer instead of a failure of ours, by its code. */
const protocolFailures: { readonly [code: string]: Failure } = {
  BAD_REQUEST: {
    code: 'bad-request',
    message: 'The engine does not accept this input.',
    nextStep: 'Correct it and try again.',
  },
  NOT_FOUND: {
    code: 'not-supported',
    message: 'The running engine is of another version and can’t do this.',
    nextStep: 'Close every window and command of Sonotheque, then start it again.',
  },
  TOO_MANY_REQUESTS: {
    code: 'too-many-requests',
    message: 'The engine is asked too much at once.',
    nextStep: 'Wait a moment, then try again.',
  },
  INTERNAL_SERVER_ERROR: {
    code: 'engine-fault',
    message: 'The engine made a mistake.',
    nextStep: 'Try again; if it happens once more, send what `sonotheque doctor --bundle` writes.',
  },
};

/**
 * What a client throws for whatever a call to the engine threw: a failure that came over a line as `FAILURE` becomes
 * the SonothequeError that it was, one of the protocol a SonothequeError with words for a person; anything else (an
 * abort, a mistake of the client) stays as it is.
 */
export function clientError(thrown: unknown): unknown {
  if (thrown instanceof SonothequeError || !isRecord(thrown) || typeof thrown.code !== 'string') return thrown;
  if (thrown.code === 'FAILURE' && isFailure(thrown.data)) return new SonothequeError(thrown.data, { cause: thrown });
  const known = protocolFailures[thrown.code];
  return known === undefined ? thrown : new SonothequeError(known, { cause: thrown });
}

/** A stream that throws what {@link clientError} makes of its errors. */
export async function* withClientErrors<Item>(stream: AsyncIterable<Item>): AsyncGenerator<Item, void, void> {
  try {
    yield* stream;
  } catch (thrown) {
    throw clientError(thrown);
  }
}

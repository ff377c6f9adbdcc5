import type { ClientLink } from '@orpc/client';
import { clientError } from '../contract/client-failures.ts';
import type { CallContext } from '../contract/contract.ts';
import { SonothequeError } from '../contract/failures.ts';
import { isStream } from '../contract/streams.ts';
import { mayResend } from './resending.ts';

export type ConnectionState = 'connecting' | 'connected' | 'lost';

/** One way to the engine, for as long as it lasts. */
export type EngineLink = {
  readonly link: ClientLink<CallContext>;
  /** Called once, when it is gone; at once where it is gone already. */
  readonly onGone: (listener: () => void) => void;
};

type Surroundings = {
  /**
   * Rejects when no way comes about; asked again after a while, unless `isFinal` says that asking is in vain: then every
   * call fails with the reason.
   */
  readonly open: () => Promise<EngineLink>;
  readonly isFinal?: (error: unknown) => boolean;
  readonly onState: (state: ConnectionState) => void;
  readonly wait: (milliseconds: number) => Promise<void>;
};

type Current = { readonly link: ClientLink<CallContext>; readonly isGone: () => boolean };

const FIRST_PAUSE_MILLISECONDS = 250;
const LONGEST_PAUSE_MILLISECONDS = 4_000;

/** How long to wait before attempt number `attempt`, counted from 0. */
export const pauseBefore = (attempt: number): number =>
  attempt === 0 ? 0 : Math.min(LONGEST_PAUSE_MILLISECONDS, FIRST_PAUSE_MILLISECONDS * 2 ** (attempt - 1));

const lost = (): SonothequeError =>
  new SonothequeError({
    code: 'connection-lost',
    message: 'The connection to the engine was lost before it answered.',
    nextStep: 'Look whether it was done, then try again.',
  });

/**
 * Carries calls over whichever way to the engine there is now. A call waits for one; one whose way is lost is sent again
 * over the next where that is harmless, else fails with `connection-lost`. A stream that loses its way fails likewise:
 * whoever reads it asks anew. Everything thrown went through `clientError`.
 */
export function createReconnectingLink({
  open,
  isFinal = () => false,
  onState,
  wait,
}: Surroundings): ClientLink<CallContext> {
  let current = connect('connecting');

  async function connect(state: ConnectionState): Promise<Current> {
    onState(state);
    for (let attempt = 0; ; attempt += 1) {
      await wait(pauseBefore(attempt));
      let opened: EngineLink;
      try {
        opened = await open();
      } catch (error) {
        onState('lost');
        if (isFinal(error)) throw error;
        continue;
      }
      let gone = false;
      opened.onGone(() => {
        gone = true;
        current = connect('lost');
        // Whoever calls next is told; nobody may be waiting now.
        current.catch(() => {});
      });
      if (!gone) onState('connected');
      return { link: opened.link, isGone: () => gone };
    }
  }
  current.catch(() => {});

  return {
    call: async (path, input, options) => {
      for (;;) {
        const way = await unlessAborted(current, options.signal);
        try {
          const output = await way.link.call(path, input, options);
          return isStream(output) ? watched(output, way) : output;
        } catch (thrown) {
          if (options.signal?.aborted || !way.isGone()) throw clientError(thrown);
          if (!mayResend(path)) throw lost();
        }
      }
    },
  };
}

async function* watched(stream: AsyncIterable<unknown>, { isGone }: Current): AsyncGenerator<unknown, void, void> {
  try {
    yield* stream;
  } catch (thrown) {
    throw isGone() ? lost() : clientError(thrown);
  }
}

function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

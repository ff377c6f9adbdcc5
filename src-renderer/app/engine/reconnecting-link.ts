import type { ClientLink } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { clientError } from '../../../src-shared/contract/client-failures.ts';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { MessageLine } from '../../../src-shared/contract/message-line.ts';
import { asSocket } from './line-socket.ts';
import { mayResend } from './resending.ts';

export type ConnectionState = 'connecting' | 'connected' | 'lost';

type Surroundings = {
  /** Rejects when no line comes about; asked again after a while. */
  readonly openLine: () => Promise<MessageLine>;
  readonly onState: (state: ConnectionState) => void;
  readonly wait: (milliseconds: number) => Promise<void>;
};

type Connection = { readonly link: ClientLink<object>; readonly isGone: () => boolean };

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
 * Carries calls over whichever line is there now. A call waits for a line; one whose line closes is sent again over
 * the next where that is harmless, else fails with `connection-lost`. A stream that loses its line fails likewise:
 * whoever reads it asks anew. Everything thrown went through `clientError`.
 */
export function createReconnectingLink({ openLine, onState, wait }: Surroundings): ClientLink<object> {
  let current = connect('connecting');

  async function connect(state: ConnectionState): Promise<Connection> {
    onState(state);
    for (let attempt = 0; ; attempt += 1) {
      await wait(pauseBefore(attempt));
      let line: MessageLine;
      try {
        line = await openLine();
      } catch {
        onState('lost');
        continue;
      }
      let gone = false;
      const connection: Connection = { link: new RPCLink({ websocket: asSocket(line) }), isGone: () => gone };
      line.onClose(() => {
        gone = true;
        current = connect('lost');
      });
      if (!gone) onState('connected');
      return connection;
    }
  }

  return {
    call: async (path, input, options) => {
      for (;;) {
        const connection = await unlessAborted(current, options.signal);
        try {
          const output = await connection.link.call(path, input, options);
          return isStream(output) ? watched(output, connection) : output;
        } catch (thrown) {
          if (options.signal?.aborted || !connection.isGone()) throw clientError(thrown);
          if (!mayResend(path)) throw lost();
        }
      }
    },
  };
}

const isStream = (output: unknown): output is AsyncIterable<unknown> =>
  typeof output === 'object' && output !== null && Symbol.asyncIterator in output;

async function* watched(stream: AsyncIterable<unknown>, { isGone }: Connection): AsyncGenerator<unknown, void, void> {
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

import type { MessageLine } from '../contract/message-line.ts';

type MessageListener = (event: { readonly data: string | Uint8Array<ArrayBuffer> }) => void;

/** The few members of a WebSocket that oRPC's adapters use. */
type LineSocket = {
  readonly readyState: number;
  readonly send: (message: string | ArrayBufferLike | Uint8Array) => Promise<void>;
  readonly addEventListener: (type: string, listener: never) => void;
  readonly removeEventListener: () => void;
};

const OPEN = 1;
const CLOSED = 3;

/** A message line in the shape of an open WebSocket, whose `send` also tells when there is room for more. */
export function asSocket(line: MessageLine): LineSocket {
  let closed = false;
  line.onClose(() => {
    closed = true;
  });
  return {
    get readyState() {
      return closed ? CLOSED : OPEN;
    },
    send: (message) =>
      line.send(
        typeof message === 'string'
          ? message
          : message instanceof Uint8Array
            ? (message as Uint8Array<ArrayBuffer>)
            : new Uint8Array(message as ArrayBuffer),
      ),
    addEventListener: (type, listener) => {
      if (type === 'message') line.onMessage((data) => (listener as MessageListener)({ data }));
      else if (type === 'close') line.onClose(listener as () => void);
    },
    removeEventListener: () => {},
  };
}

import type { MessageLine } from '../../../src-shared/contract/message-line.ts';

type SocketLike = Pick<WebSocket, 'addEventListener' | 'removeEventListener' | 'send' | 'readyState'>;

const OPEN = 1;
const CLOSED = 3;

/** A line in the shape that oRPC's WebSocket link takes, so that every kind of line carries the same protocol. */
export function asSocket(line: MessageLine): SocketLike {
  const events = new EventTarget();
  let state: number = OPEN;
  line.onMessage((data) => events.dispatchEvent(new MessageEvent('message', { data })));
  line.onClose(() => {
    state = CLOSED;
    events.dispatchEvent(new Event('close'));
  });
  return {
    get readyState() {
      return state;
    },
    send: (message) => {
      void line.send(message as string | Uint8Array<ArrayBuffer>);
    },
    addEventListener: events.addEventListener.bind(events) as SocketLike['addEventListener'],
    removeEventListener: events.removeEventListener.bind(events) as SocketLike['removeEventListener'],
  };
}

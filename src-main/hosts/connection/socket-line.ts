import type { RawData, WebSocket } from 'ws';
import type { MessageLine } from '../../../src-shared/contract/message-line.ts';

type Message = string | Uint8Array<ArrayBuffer>;

/** A line whose far end can be made to wait. */
export type SocketLine = MessageLine & {
  /** A few messages that are on their way may still come. */
  readonly pause: () => void;
  readonly resume: () => void;
};

/** An open WebSocket of Node's as a message line. */
export function lineOver(socket: WebSocket): SocketLine {
  const waiting: Message[] = [];
  let listener: ((message: Message) => void) | null = null;
  let closed = socket.readyState !== socket.OPEN;
  const closing: (() => void)[] = [];
  socket.on('message', (data: RawData, isBinary: boolean) => {
    const message = toMessage(data, isBinary);
    if (listener) listener(message);
    else waiting.push(message);
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    closed = true;
    for (const tell of closing.splice(0)) tell();
  });
  return {
    // The callback comes when the bytes have left for the system: a slow reader slows the writer down.
    send: (message) =>
      new Promise((resolve) => {
        if (closed) resolve();
        else socket.send(message, () => resolve());
      }),
    onMessage: (next) => {
      listener = next;
      for (const message of waiting.splice(0)) next(message);
    },
    onClose: (tell) => {
      if (closed) tell();
      else closing.push(tell);
    },
    close: () => socket.close(),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
  };
}

function toMessage(data: RawData, isBinary: boolean): Message {
  const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer);
  return isBinary ? new Uint8Array(bytes) : bytes.toString('utf8');
}

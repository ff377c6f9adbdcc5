import type { WebSocket } from 'ws';
import { createInbox } from '../../../src-shared/client/index.ts';
import type { MessageLine } from '../../../src-shared/contract/message-line.ts';
import { socketMessage } from '../socket-message.ts';

/** A line whose far end can be made to wait. */
export type SocketLine = MessageLine & {
  /** A few messages that are on their way may still come. */
  readonly pause: () => void;
  readonly resume: () => void;
};

/** An open WebSocket of Node's as a message line. */
export function lineOver(socket: WebSocket): SocketLine {
  const inbox = createInbox();
  if (socket.readyState !== socket.OPEN) inbox.end();
  socket.on('message', (data, isBinary) => inbox.receive(socketMessage(data, isBinary)));
  socket.on('error', () => {});
  socket.on('close', inbox.end);
  return {
    // The callback comes when the bytes have left for the system: a slow reader slows the writer down.
    send: (message) =>
      new Promise((resolve) => {
        if (inbox.ended()) resolve();
        else socket.send(message, () => resolve());
      }),
    onMessage: inbox.onMessage,
    onClose: inbox.onClose,
    close: () => socket.close(),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
  };
}

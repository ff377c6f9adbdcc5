import type { MessageLine } from '../../../src-shared/contract/message-line.ts';
import type { PortOutsideRenderer } from './electron-api.ts';

/**
 * A message port as a line. Bytes are copied with the message: Electron loses what stands in a transfer list
 * (electron issue 34905).
 */
export function portLine(port: PortOutsideRenderer): MessageLine {
  const messageListeners: ((message: string | Uint8Array<ArrayBuffer>) => void)[] = [];
  const closeListeners: (() => void)[] = [];
  let closed = false;
  const ended = () => {
    if (closed) return;
    closed = true;
    for (const listener of closeListeners) listener();
  };
  port.on('message', ({ data }) => {
    if (typeof data !== 'string' && !isBytes(data)) return;
    for (const listener of messageListeners) listener(data);
  });
  port.on('close', ended);
  return {
    send: async (message) => {
      if (!closed) port.postMessage(typeof message === 'string' ? message : withoutNeighbours(message));
    },
    onMessage: (listener) => {
      messageListeners.push(listener);
      // The port keeps what comes before this.
      if (messageListeners.length === 1) port.start();
    },
    onClose: (listener) => {
      if (closed) listener();
      else closeListeners.push(listener);
    },
    close: () => {
      port.close();
      ended();
    },
  };
}

function isBytes(data: unknown): data is Uint8Array<ArrayBuffer> {
  return data instanceof Uint8Array && data.buffer instanceof ArrayBuffer;
}

/** Cloning a view takes its whole buffer along, and small Node buffers share one. */
export function withoutNeighbours(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const alone = bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength;
  return alone ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}

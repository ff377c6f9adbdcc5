import { createInbox } from '../../../src-shared/client/index.ts';
import type { MessageLine } from '../../../src-shared/contract/message-line.ts';
import { ENGINE_PORT_MESSAGE, type WindowHost } from '../../../src-shared/contract/window-host.ts';

/**
 * Opens a line over the WebSocket of the host that served this window.
 *
 * @throws Error when no connection comes about
 */
export function openSocketLine(address: string): Promise<MessageLine> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    socket.binaryType = 'arraybuffer';
    const inbox = createInbox();
    socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
      inbox.receive(typeof data === 'string' ? data : new Uint8Array(data));
    });
    socket.addEventListener('close', () => {
      inbox.end();
      reject(new Error('No connection to the engine.'));
    });
    socket.addEventListener('open', () => {
      resolve({
        send: async (message) => socket.send(message),
        onMessage: inbox.onMessage,
        onClose: inbox.onClose,
        close: () => socket.close(),
      });
    });
  });
}

/** Asks the desktop for a port to the engine; resolves when it comes. */
export function openPortLine(host: WindowHost): Promise<MessageLine> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent<unknown>): void => {
      const port = event.ports[0];
      if (event.data !== ENGINE_PORT_MESSAGE || event.source !== window || port === undefined) return;
      window.removeEventListener('message', receive);
      const inbox = createInbox();
      port.addEventListener('message', ({ data }: MessageEvent<string | Uint8Array<ArrayBuffer>>) =>
        inbox.receive(data),
      );
      port.addEventListener('close', () => inbox.end());
      port.start();
      resolve({
        send: async (message) => port.postMessage(message),
        onMessage: inbox.onMessage,
        onClose: inbox.onClose,
        close: () => {
          port.close();
          inbox.end();
        },
      });
    };
    window.addEventListener('message', receive);
    host.requestEnginePort();
  });
}

/** The desktop around this window, where there is one. */
export function windowHost(): WindowHost | null {
  return (window as { readonly sonotheque?: WindowHost }).sonotheque ?? null;
}

/** A two-way line of whole messages between an engine and one client: a WebSocket, a message port, a socket. */
export type MessageLine = {
  /** Resolves when there is room for more; never rejects: a line that is gone says so by closing. */
  readonly send: (message: string | Uint8Array<ArrayBuffer>) => Promise<void>;
  /** Messages that came before the first listener wait for it. */
  readonly onMessage: (listener: (message: string | Uint8Array<ArrayBuffer>) => void) => void;
  /** Called once; at once where it has closed already. */
  readonly onClose: (listener: () => void) => void;
  readonly close: () => void;
};

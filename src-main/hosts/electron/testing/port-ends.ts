import { EventEmitter } from 'node:events';
import { deserialize, serialize } from './clone.ts';

/** One end of a channel, wherever the other is. What arrives waits until someone listens. */
export type PortEnd = {
  readonly send: (payload: Uint8Array) => void;
  readonly listen: (listener: (payload: Uint8Array) => void) => void;
  readonly onClosed: (listener: () => void) => void;
  readonly close: () => void;
};

/** Both ends in this process; each message takes a turn of the event loop, as between processes. */
export class LocalPortEnd implements PortEnd {
  #peer: LocalPortEnd | null = null;
  #queue: Uint8Array[] = [];
  #listener: ((payload: Uint8Array) => void) | null = null;
  #closedListeners: (() => void)[] = [];
  #closed = false;

  static pair(): readonly [LocalPortEnd, LocalPortEnd] {
    const one = new LocalPortEnd();
    const other = new LocalPortEnd();
    one.#peer = other;
    other.#peer = one;
    return [one, other];
  }

  send(payload: Uint8Array): void {
    if (!this.#closed) setImmediate(() => this.#peer?.arrive(payload));
  }

  listen(listener: (payload: Uint8Array) => void): void {
    this.#listener = listener;
    const queue = this.#queue;
    this.#queue = [];
    for (const payload of queue) setImmediate(() => this.arrive(payload));
  }

  onClosed(listener: () => void): void {
    this.#closedListeners.push(listener);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    setImmediate(() => this.#peer?.end());
  }

  arrive(payload: Uint8Array): void {
    if (this.#closed) return;
    if (this.#listener === null) this.#queue.push(payload);
    else this.#listener(payload);
  }

  end(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const listener of this.#closedListeners) listener();
  }
}

/** `MessagePortMain`: a port outside the renderer. */
export class StandInPortMain extends EventEmitter {
  #end: PortEnd | null;

  constructor(end: PortEnd) {
    super();
    this.#end = end;
    end.onClosed(() => {
      // A port that was passed on says nothing here any more.
      if (this.#end !== null) this.emit('close');
    });
  }

  /** @throws TypeError for anything but ports in the transfer list, and for what can't be cloned */
  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw new TypeError('Port at index 0 is not a valid port');
    this.#end?.send(serialize(message));
  }

  start(): void {
    this.#end?.listen((payload) => this.emit('message', { data: deserialize(payload), ports: [] }));
  }

  close(): void {
    this.#end?.close();
  }

  /** Passes it on: this object is of no use from then on. */
  take(): PortEnd {
    if (this.#end === null) throw new TypeError('The port was passed on already');
    const end = this.#end;
    this.#end = null;
    return end;
  }
}

/** A renderer's `MessagePort` whose other end lies outside the renderer. */
export class StandInRendererPort extends EventTarget implements MessagePort {
  readonly #end: PortEnd;
  #onmessage: ((this: MessagePort, event: MessageEvent) => unknown) | null = null;
  onmessageerror: ((this: MessagePort, event: MessageEvent) => unknown) | null = null;
  onclose: ((this: MessagePort, event: Event) => unknown) | null = null;

  constructor(end: PortEnd) {
    super();
    this.#end = end;
    end.onClosed(() => {
      const event = new Event('close');
      this.onclose?.call(this, event);
      this.dispatchEvent(event);
    });
  }

  /** A buffer in the transfer list is gone here, and the message arrives without its data (electron issue 34905). */
  postMessage(message: unknown, options: readonly Transferable[] | StructuredSerializeOptions = []): void {
    const transfer = 'length' in options ? options : (options.transfer ?? []);
    if (transfer.length === 0) {
      this.#end.send(serialize(message));
      return;
    }
    structuredClone(message, { transfer: [...transfer] });
    this.#end.send(serialize(null));
  }

  get onmessage(): ((this: MessagePort, event: MessageEvent) => unknown) | null {
    return this.#onmessage;
  }

  /** Setting it starts the port, as in a browser. */
  set onmessage(listener: ((this: MessagePort, event: MessageEvent) => unknown) | null) {
    this.#onmessage = listener;
    this.start();
  }

  start(): void {
    this.#end.listen((payload) => {
      const event = new MessageEvent('message', { data: deserialize(payload) });
      this.#onmessage?.call(this, event);
      this.dispatchEvent(event);
    });
  }

  close(): void {
    this.#end.close();
  }
}

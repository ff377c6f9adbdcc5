/** Loaded before a utility process's own code: gives it `process.parentPort`, over Node's channel to the parent. */
import { EventEmitter } from 'node:events';
import { deserialize, serialize } from './clone.ts';
import { type PortEnd, StandInPortMain } from './port-ends.ts';
import type { FromChild, ToChild } from './utility-messages.ts';

const send = (message: FromChild) => {
  if (process.connected) process.send?.(message);
};

/** A port whose other end the parent holds or has passed on. */
class ParentPortEnd implements PortEnd {
  readonly #id: number;
  #queue: Uint8Array[] = [];
  #listener: ((payload: Uint8Array) => void) | null = null;
  #closedListeners: (() => void)[] = [];

  constructor(id: number) {
    this.#id = id;
  }

  send(payload: Uint8Array): void {
    send({ kind: 'port-message', port: this.#id, payload });
  }

  listen(listener: (payload: Uint8Array) => void): void {
    this.#listener = listener;
    const queue = this.#queue;
    this.#queue = [];
    for (const payload of queue) listener(payload);
  }

  onClosed(listener: () => void): void {
    this.#closedListeners.push(listener);
  }

  close(): void {
    ends.delete(this.#id);
    send({ kind: 'port-closed', port: this.#id });
  }

  arrive(payload: Uint8Array): void {
    if (this.#listener === null) this.#queue.push(payload);
    else this.#listener(payload);
  }

  closed(): void {
    ends.delete(this.#id);
    for (const listener of this.#closedListeners) listener();
  }
}

const ends = new Map<number, ParentPortEnd>();

class StandInParentPort extends EventEmitter {
  #queue: { readonly data: unknown; readonly ports: readonly StandInPortMain[] }[] = [];

  constructor() {
    super();
    this.on('newListener', (event) => {
      if (event === 'message' && this.listenerCount('message') === 0) setImmediate(() => this.#flush());
    });
  }

  postMessage(message: unknown): void {
    send({ kind: 'message', payload: serialize(message) });
  }

  arrive(payload: Uint8Array, portIds: readonly number[]): void {
    const ports = portIds.map((id) => {
      const end = new ParentPortEnd(id);
      ends.set(id, end);
      return new StandInPortMain(end);
    });
    this.#queue.push({ data: deserialize(payload), ports });
    if (this.listenerCount('message') > 0) this.#flush();
  }

  #flush(): void {
    const queue = this.#queue;
    this.#queue = [];
    for (const message of queue) this.emit('message', message);
  }
}

const parentPort = new StandInParentPort();
Object.defineProperty(process, 'parentPort', { value: parentPort });

process.on('message', (message: ToChild) => {
  if (message.kind === 'message') parentPort.arrive(message.payload, message.ports);
  else if (message.kind === 'port-message') ends.get(message.port)?.arrive(message.payload);
  else ends.get(message.port)?.closed();
});
// A utility process doesn't outlive the browser process.
process.on('disconnect', () => process.exit(1));

import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { deserialize, serialize } from './clone.ts';
import type { PortEnd, StandInPortMain } from './port-ends.ts';
import type { FromChild, ToChild } from './utility-messages.ts';

const boot = new URL('./utility-boot.ts', import.meta.url);

/** `UtilityProcess` over a forked Node process: really another process, with its own faults. */
export class StandInUtilityProcess extends EventEmitter {
  readonly #child: ChildProcess;
  readonly #ends = new Map<number, PortEnd>();
  #lastPort = 0;

  constructor(modulePath: string, arguments_: readonly string[] = []) {
    super();
    this.#child = fork(modulePath, arguments_, {
      execArgv: ['--import', boot.href],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child.on('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message: FromChild) => this.#receive(message));
    this.#child.on('error', () => {});
    this.#child.on('exit', (code) => {
      for (const end of this.#ends.values()) end.close();
      this.#ends.clear();
      this.emit('exit', code ?? 1);
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  postMessage(message: unknown, transfer: readonly StandInPortMain[] = []): void {
    const ports = transfer.map((port) => this.#pass(port.take()));
    this.#send({ kind: 'message', payload: serialize(message), ports });
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM');
  }

  #pass(end: PortEnd): number {
    const port = ++this.#lastPort;
    this.#ends.set(port, end);
    end.listen((payload) => this.#send({ kind: 'port-message', port, payload }));
    end.onClosed(() => {
      this.#ends.delete(port);
      this.#send({ kind: 'port-closed', port });
    });
    return port;
  }

  #send(message: ToChild): void {
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  #receive(message: FromChild): void {
    if (message.kind === 'message') this.emit('message', deserialize(message.payload));
    else if (message.kind === 'port-message') this.#ends.get(message.port)?.send(message.payload);
    else {
      this.#ends.get(message.port)?.close();
      this.#ends.delete(message.port);
    }
  }
}

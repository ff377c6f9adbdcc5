import { type ChildProcess, fork } from 'node:child_process';
import os from 'node:os';
import { fileURLToPath } from 'node:url';

/** Background work gives way to whatever the person does in the foreground. */
const BACKGROUND_NICENESS = 5;

/** A process entry of this folder: the TypeScript source when run from source, its bundle beside ours when built. */
export function listeningEntry(name: 'decode-child' | 'encode-child'): string {
  const fromSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(fromSource ? `./${name}.ts` : `./${name}.mjs`, import.meta.url));
}

export type ChildHandlers<Event> = {
  readonly onEvent: (event: Event) => void;
  /** Called once, however the child ended; `reason` is for a person. */
  readonly onExit: (reason: string) => void;
};

/** One child and its message channel. */
export class ChildWorker<Command, Event> {
  readonly #child: ChildProcess;
  #alive = true;

  constructor(entry: string, handlers: ChildHandlers<Event>) {
    this.#child = fork(entry, [], {
      serialization: 'advanced',
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#child.on('message', (event) => handlers.onEvent(event as Event));
    const ended = (reason: string) => {
      if (!this.#alive) return;
      this.#alive = false;
      handlers.onExit(reason);
    };
    this.#child.on('exit', (code, signal) => ended(signal ? `signal ${signal}` : `exit code ${code}`));
    this.#child.on('error', (error) => ended(error.message));
    this.#lowerPriority();
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  send(command: Command): void {
    // A child that died between two messages is reported by its exit.
    if (this.#alive && this.#child.connected) this.#child.send(command as object, () => {});
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Lets the child end by itself: it leaves when its channel closes. */
  close(): void {
    if (this.#child.connected) this.#child.disconnect();
  }

  #lowerPriority(): void {
    try {
      if (this.#child.pid !== undefined) os.setPriority(this.#child.pid, BACKGROUND_NICENESS);
    } catch {
      // It has ended already, or the system forbids it: priority is a courtesy.
    }
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import os from 'node:os';
import type { Duplex } from 'node:stream';
import { CHANNEL_FD } from './child-entry.ts';
import { passedMemoryLimit } from './memory-limit.ts';
import { FrameError, FrameReader, toFrame } from './message-frames.ts';

/** Background work gives way to whatever the person does in the foreground. */
const BACKGROUND_NICENESS = os.constants.priority.PRIORITY_BELOW_NORMAL;
const STDERR_TAIL_BYTES = 2_048;

/** Why a child was ended from here. */
export type KillCause = 'hung' | 'never-ready' | 'garbage';

/** How a child ended without being let go. */
export type ChildEnd = {
  readonly cause: KillCause | 'died' | 'memory';
  /** The technical facts: a signal, an exit code, megabytes. */
  readonly detail: string;
  /** The last of what it wrote to standard error. */
  readonly stderrTail: string;
};

/** A child's message that the engine can't use: told from its checks to whoever reads the channel. */
export class NonsenseError extends Error {}

export type ChildOptions<Event> = {
  readonly entry: string;
  readonly memoryLimitMegabytes: number;
  /** `foreground`: a person waits for it, so it keeps its priority. Default `background`. */
  readonly place?: 'foreground' | 'background';
  /** Makes sure of a message's shape. @throws NonsenseError */
  readonly check: (message: unknown) => Event;
  readonly onEvent: (event: Event) => void;
  /** Called once, after the last event; never for a child that was let go. */
  readonly onEnd: (end: ChildEnd) => void;
};

/** One child and its message channel. Whatever it writes or however it ends, nothing is thrown here. */
export class ChildWorker<Command, Event> {
  readonly #child: ChildProcess;
  readonly #channel: Duplex | null;
  readonly #options: ChildOptions<Event>;
  readonly #reader = new FrameReader();
  #stderrTail = Buffer.alloc(0);
  #killed: { readonly cause: KillCause; readonly detail: string } | null = null;
  #over = false;

  constructor(options: ChildOptions<Event>) {
    this.#options = options;
    // Without protection keys: a fault of V8 ends processes whose threads come and go (nodejs/node#64500).
    const flags = ['--disable-warning=ExperimentalWarning', '--no-memory-protection-keys'];
    const args = [options.entry, String(process.pid), String(options.memoryLimitMegabytes)];
    // Not `fork`: its channel throws in our event loop when a child scribbles on it.
    this.#child = spawn(process.execPath, [...flags, ...args], {
      // Overlapped: Windows reads and writes one pipe at a time otherwise.
      stdio: ['ignore', 'ignore', 'pipe', 'overlapped'],
      // Where the engine runs inside Electron, its executable is Node only when told so.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      windowsHide: true,
    });
    this.#channel = (this.#child.stdio[CHANNEL_FD] as Duplex | null | undefined) ?? null;
    this.#channel?.on('data', (piece: Buffer) => this.#receive(piece));
    this.#channel?.on('error', () => {});
    this.#child.stderr?.on('data', (piece: Buffer) => {
      this.#stderrTail = Buffer.concat([this.#stderrTail, piece]).subarray(-STDERR_TAIL_BYTES);
    });
    this.#child.stderr?.on('error', () => {});
    // Not `exit`: what it said last is still in the pipes then.
    this.#child.on('close', (code, signal) => this.#end(signal ? `signal ${signal}` : `exit code ${code}`));
    this.#child.on('error', (error) => this.#end(error.message));
    if (options.place !== 'foreground') this.#lowerPriority();
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** A child that died between two messages is reported by its end. */
  send(command: Command): void {
    if (this.#over || !this.#channel?.writable) return;
    const [header, payload] = toFrame(command);
    this.#channel.cork();
    this.#channel.write(header);
    this.#channel.write(payload);
    this.#channel.uncork();
  }

  /** Ends the child for a fault; its end is reported with this cause. */
  kill(cause: KillCause, detail: string): void {
    this.#killed ??= { cause, detail };
    this.#child.kill('SIGKILL');
  }

  /** Ends a child that nothing is wanted of any more. It keeps nothing worth an orderly end, and may be stuck. */
  letGo(): void {
    this.#over = true;
    this.#child.kill('SIGKILL');
    this.#channel?.destroy();
  }

  #receive(piece: Buffer): void {
    if (this.#over || this.#killed) return;
    try {
      for (const message of this.#reader.push(piece)) {
        this.#options.onEvent(this.#options.check(message));
        if (this.#over || this.#killed) return;
      }
    } catch (error) {
      if (!(error instanceof FrameError || error instanceof NonsenseError)) throw error;
      this.kill('garbage', error.message);
    }
  }

  #end(detail: string): void {
    if (this.#over) return;
    this.#over = true;
    const stderrTail = this.#stderrTail.toString();
    const megabytes = passedMemoryLimit(stderrTail);
    if (this.#killed) this.#options.onEnd({ ...this.#killed, stderrTail });
    else if (megabytes !== null) this.#options.onEnd({ cause: 'memory', detail: `${megabytes} MB`, stderrTail });
    else this.#options.onEnd({ cause: 'died', detail, stderrTail });
  }

  #lowerPriority(): void {
    try {
      if (this.#child.pid !== undefined) os.setPriority(this.#child.pid, BACKGROUND_NICENESS);
    } catch {
      // It has ended already, or the system forbids it: priority is a courtesy.
    }
  }
}

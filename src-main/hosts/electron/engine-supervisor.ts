import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { EngineChild, PassedPort } from './electron-api.ts';
import { type FromEngine, fromEngine, type ToEngine } from './engine-messages.ts';

/** How long to wait before the engine is started again after it died soon after its start, by how often it did. */
const RESTART_DELAYS_MILLISECONDS = [0, 500, 2_000, 5_000];
/** An engine that lived longer than this did not die of its start. */
const SOON_MILLISECONDS = 30_000;
/** An engine that is asked to close writes down what it was doing first. */
const CLOSE_MILLISECONDS = 10_000;

type SupervisorOptions<Port extends PassedPort> = {
  readonly fork: () => EngineChild<Port>;
  readonly createChannel: () => { readonly port1: Port; readonly port2: Port };
  /** The engine can't be had; it is not started again until `start` is called. */
  readonly onUnavailable: (failure: Failure) => void;
  readonly restartDelaysMilliseconds?: readonly number[];
};

/** Keeps one engine process running and hands out lines to it. */
export class EngineSupervisor<Port extends PassedPort> {
  readonly #options: SupervisorOptions<Port>;
  readonly #restartDelays: readonly number[];
  readonly #listeners: ((message: FromEngine) => void)[] = [];
  readonly #lossListeners: (() => void)[] = [];
  #child: EngineChild<Port> | null = null;
  #waiting: ((port: Port) => void)[] = [];
  #soonDeaths = 0;
  #refusal: Failure | null = null;
  #restart: NodeJS.Timeout | null = null;
  #closing: PromiseWithResolvers<void> | null = null;

  constructor(options: SupervisorOptions<Port>) {
    this.#options = options;
    this.#restartDelays = options.restartDelaysMilliseconds ?? RESTART_DELAYS_MILLISECONDS;
  }

  /** Starts the engine, also after it was unavailable; windows that wait for a line get theirs. */
  start(): void {
    if (this.#child !== null || this.#closing !== null) return;
    if (this.#restart !== null) clearTimeout(this.#restart);
    this.#restart = null;
    this.#refusal = null;
    const startedAt = performance.now();
    const child = this.#options.fork();
    this.#child = child;
    child.on('message', (message) => this.#receive(child, message));
    child.on('exit', () => this.#lost(performance.now() - startedAt));
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const give of waiting) this.#connect(child, give);
  }

  /** Gives a line to the engine process, now or when it runs again. No end of it stays here. */
  requestPort(give: (port: Port) => void): void {
    if (this.#child === null) this.#waiting.push(give);
    else this.#connect(this.#child, give);
  }

  /** @returns whether there is an engine to read it */
  post(message: ToEngine): boolean {
    this.#child?.postMessage(message);
    return this.#child !== null;
  }

  onMessage(listener: (message: FromEngine) => void): void {
    this.#listeners.push(listener);
  }

  /** Told when an engine process is gone: what it was asked is not answered any more. */
  onLoss(listener: () => void): void {
    this.#lossListeners.push(listener);
  }

  /** Resolves when the engine has closed its catalogue and ended, or was ended because it took too long. */
  async close(): Promise<void> {
    if (this.#restart !== null) clearTimeout(this.#restart);
    if (this.#closing === null) {
      this.#closing = Promise.withResolvers();
      if (this.#child === null) this.#closing.resolve();
      else this.post({ kind: 'close' });
    }
    const tooLong = setTimeout(() => this.#child?.kill(), CLOSE_MILLISECONDS);
    await this.#closing.promise;
    clearTimeout(tooLong);
  }

  #connect(child: EngineChild<Port>, give: (port: Port) => void): void {
    const { port1, port2 } = this.#options.createChannel();
    child.postMessage({ kind: 'serve' } satisfies ToEngine, [port1]);
    give(port2);
  }

  #receive(child: EngineChild<Port>, message: unknown): void {
    const parsed = fromEngine.safeParse(message);
    if (!parsed.success) return;
    if (parsed.data.kind === 'refused') {
      this.#refusal = parsed.data.failure;
      child.kill();
    }
    for (const listener of this.#listeners) listener(parsed.data);
  }

  #lost(livedMilliseconds: number): void {
    this.#child = null;
    for (const listener of this.#lossListeners) listener();
    if (this.#closing !== null) {
      this.#closing.resolve();
      return;
    }
    if (this.#refusal !== null) {
      this.#options.onUnavailable(this.#refusal);
      return;
    }
    this.#soonDeaths = livedMilliseconds < SOON_MILLISECONDS ? this.#soonDeaths + 1 : 1;
    const delay = this.#restartDelays[this.#soonDeaths - 1];
    if (delay === undefined) {
      this.#soonDeaths = 0;
      this.#options.onUnavailable({
        code: 'engine-keeps-ending',
        message: 'The part of Sonotheque that reads your sounds keeps ending.',
        nextStep: 'Try again. If it goes on, run "sonotheque doctor" and report what it says.',
      });
    } else {
      this.#restart = setTimeout(() => this.start(), delay);
    }
  }
}

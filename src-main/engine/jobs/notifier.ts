import { Wake } from '../../../src-shared/jobs/index.ts';

/** Tells readers that something changed. Changes while a reader is busy are one, so a slow reader holds nobody up. */
export class Notifier {
  readonly #wake = new Wake();
  #version = 0;

  get version(): number {
    return this.#version;
  }

  notify(): void {
    this.#version += 1;
    this.#wake.all();
  }

  /** Resolves once something has changed since a version, or the reader leaves. */
  async changedSince(version: number, signal?: AbortSignal): Promise<void> {
    if (this.#version !== version || signal?.aborted) return;
    const left = Promise.withResolvers<void>();
    const leave = () => left.resolve();
    signal?.addEventListener('abort', leave, { once: true });
    await Promise.race([this.#wake.next, left.promise]);
    signal?.removeEventListener('abort', leave);
  }
}

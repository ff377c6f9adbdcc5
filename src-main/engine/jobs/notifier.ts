/** Tells readers that something changed. Changes while a reader is busy are one, so a slow reader holds nobody up. */
export class Notifier {
  #version = 0;
  #wake = Promise.withResolvers<void>();

  get version(): number {
    return this.#version;
  }

  notify(): void {
    this.#version += 1;
    const { resolve } = this.#wake;
    this.#wake = Promise.withResolvers();
    resolve();
  }

  /** Resolves once something has changed since a version, or the reader leaves. */
  async changedSince(version: number, signal?: AbortSignal): Promise<void> {
    if (this.#version !== version || signal?.aborted) return;
    const left = Promise.withResolvers<void>();
    const leave = () => left.resolve();
    signal?.addEventListener('abort', leave, { once: true });
    await Promise.race([this.#wake.promise, left.promise]);
    signal?.removeEventListener('abort', leave);
  }
}

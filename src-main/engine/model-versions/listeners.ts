import { Listener, type ListenerOptions } from '../../indexing/index.ts';
import type { ModelInUse } from './model-in-use.ts';

/** A listener for each model version that somebody listens with; their children come and go with the work. */
export class Listeners {
  readonly #options: ListenerOptions;
  readonly #listeners = new Map<string, { readonly folder: string | null; readonly listener: Listener }>();
  #cores = Number.POSITIVE_INFINITY;

  constructor(options: ListenerOptions) {
    this.#options = options;
  }

  of({ id, assetsFolder }: Pick<ModelInUse, 'id' | 'assetsFolder'>): Listener {
    const known = this.#listeners.get(id);
    if (known !== undefined && known.folder === assetsFolder) return known.listener;
    const listener = new Listener({ ...this.#options, assetsFolder });
    this.#hold(listener);
    this.#listeners.set(id, { folder: assetsFolder, listener });
    return listener;
  }

  /** As `Listener.useCores`, of all together: work in the background goes by lanes, so one works at a time. */
  useCores(cores: number): void {
    this.#cores = cores;
    for (const { listener } of this.#listeners.values()) this.#hold(listener);
  }

  #hold(listener: Listener): void {
    // biome-ignore lint/correctness/useHookAtTopLevel: no hook of React, which its name looks like
    listener.useCores(this.#cores);
  }

  /** Ends the children of a version that is removed. */
  letGo(id: string): void {
    this.#listeners.get(id)?.listener.close();
    this.#listeners.delete(id);
  }

  close(): void {
    for (const { listener } of this.#listeners.values()) listener.close();
  }
}

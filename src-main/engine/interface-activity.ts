import os from 'node:os';

/** After the last request of a person background work may have the whole machine again. */
const CALM_MILLISECONDS = 5_000;

/** Background work gives way to a person: down to one core from the first request until some seconds after the last. */
export class InterfaceActivity {
  readonly #setCores: (cores: number) => void;
  readonly #cores: number;
  readonly #onChange: () => void;
  #calm: NodeJS.Timeout | null = null;

  constructor(useCores: (cores: number) => void, onChange: () => void, cores = os.availableParallelism()) {
    this.#setCores = useCores;
    this.#onChange = onChange;
    this.#cores = cores;
  }

  /** Whether background work is held down now. */
  get active(): boolean {
    return this.#calm !== null && this.#cores > 1;
  }

  note(): void {
    if (this.#calm) {
      this.#calm.refresh();
      return;
    }
    this.#calm = setTimeout(() => {
      this.#calm = null;
      this.#setCores(this.#cores);
      this.#onChange();
    }, CALM_MILLISECONDS);
    this.#calm.unref();
    this.#setCores(1);
    this.#onChange();
  }

  close(): void {
    if (this.#calm) clearTimeout(this.#calm);
    this.#calm = null;
  }
}

/** All tensors of a run by name. A tensor that is replaced is disposed of. */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { FloatTensor } from '../../encoder/index.ts';
import type { Core } from './operations.ts';

export class Parameters {
  readonly #core: Core;
  readonly #tensors = new Map<string, Tensor>();

  constructor(core: Core) {
    this.#core = core;
  }

  get names(): readonly string[] {
    return [...this.#tensors.keys()];
  }

  has(name: string): boolean {
    return this.#tensors.has(name);
  }

  /** @throws Error where there is none of this name: a fault of the program. */
  get(name: string): Tensor {
    const tensor = this.#tensors.get(name);
    if (tensor === undefined) throw new Error(`no parameter ${name}`);
    return tensor;
  }

  /** Takes over a tensor; no tidy disposes of it from now on. */
  set(name: string, tensor: Tensor): void {
    const before = this.#tensors.get(name);
    this.#tensors.set(name, this.#core.keep(tensor));
    if (before !== tensor) before?.dispose();
  }

  fill(name: string, { shape, values }: FloatTensor): void {
    this.set(name, this.#core.tensor(values, [...shape], 'float32'));
  }

  delete(name: string): void {
    this.#tensors.get(name)?.dispose();
    this.#tensors.delete(name);
  }

  /** Copies of all values. */
  async read(chosen: (name: string) => boolean = () => true): Promise<Map<string, FloatTensor>> {
    const read = new Map<string, FloatTensor>();
    for (const [name, tensor] of this.#tensors) {
      if (!chosen(name)) continue;
      const values = await tensor.data<'float32'>();
      read.set(name, { shape: [...tensor.shape], values: values.slice() });
    }
    return read;
  }

  dispose(): void {
    for (const tensor of this.#tensors.values()) tensor.dispose();
    this.#tensors.clear();
  }
}

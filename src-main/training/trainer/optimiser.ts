/**
 * Adam with decoupled weight decay: Kingma and Ba, ICLR 2015, algorithm 1; Loshchilov and Hutter, ICLR 2019, algorithm 2.
 * β1 = 0.9, β2 = 0.999, ε = 1e-8. A parameter that had no part in a step is left alone, its moments too.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { FloatTensor } from '../../encoder/index.ts';
import { type Core, Parameters } from '../model/index.ts';

const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-8;

export class Optimiser {
  readonly #core: Core;
  readonly #parameters: Parameters;
  readonly #first: Parameters;
  readonly #second: Parameters;
  readonly #moves = new Map<string, number>();

  constructor(core: Core, parameters: Parameters) {
    this.#core = core;
    this.#parameters = parameters;
    this.#first = new Parameters(core);
    this.#second = new Parameters(core);
  }

  /**
   * Moves parameters against their gradients, which it disposes of.
   *
   * @param rateOf learning rate by name; 0 leaves the parameter as it is.
   * @param decay weight decay, of matrices and kernels only.
   */
  move(gradients: ReadonlyMap<string, Tensor>, rateOf: (name: string) => number, decay: number): void {
    const core = this.#core;
    for (const [name, gradient] of gradients) {
      const rate = rateOf(name);
      if (rate > 0) {
        const moves = (this.#moves.get(name) ?? 0) + 1;
        this.#moves.set(name, moves);
        const [value, first, second] = core.tidy(() => {
          const before = this.#parameters.get(name);
          const share = core.mul(gradient, 1 - BETA_1);
          const squares = core.mul(core.square(gradient), 1 - BETA_2);
          const m = this.#first.has(name) ? core.add(core.mul(this.#first.get(name), BETA_1), share) : share;
          const v = this.#second.has(name) ? core.add(core.mul(this.#second.get(name), BETA_2), squares) : squares;
          const correction = Math.sqrt(1 - BETA_2 ** moves);
          const size = (rate * correction) / (1 - BETA_1 ** moves);
          const way = core.mul(core.div(m, core.add(core.sqrt(v), EPSILON * correction)), size);
          const decayed = decay > 0 && before.rank > 1 ? core.mul(before, 1 - rate * decay) : before;
          return [core.sub(decayed, way), m, v];
        }) as [Tensor, Tensor, Tensor];
        this.#parameters.set(name, value);
        this.#first.set(name, first);
        this.#second.set(name, second);
      }
      gradient.dispose();
    }
  }

  get moves(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#moves);
  }

  /** Moments by name: `first.<name>`, `second.<name>`. */
  async read(): Promise<Map<string, FloatTensor>> {
    const read = new Map<string, FloatTensor>();
    for (const [name, tensor] of await this.#first.read()) read.set(`first.${name}`, tensor);
    for (const [name, tensor] of await this.#second.read()) read.set(`second.${name}`, tensor);
    return read;
  }

  /** As `read` gave it. */
  fill(tensors: ReadonlyMap<string, FloatTensor>, moves: Readonly<Record<string, number>>): void {
    this.clear();
    for (const [name, count] of Object.entries(moves)) this.#moves.set(name, count);
    for (const [name, tensor] of tensors) {
      if (name.startsWith('first.')) this.#first.fill(name.slice('first.'.length), tensor);
      if (name.startsWith('second.')) this.#second.fill(name.slice('second.'.length), tensor);
    }
  }

  /** Forgets all moments. */
  clear(): void {
    this.#first.dispose();
    this.#second.dispose();
    this.#moves.clear();
  }
}

/** The whole model of a run: encoder, adapter, and what each dataset's loss learns. */
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Loss } from '../losses/index.ts';
import type { TensorSource, TrainableEncoder } from './encoder.ts';
import { nameInSet } from './normalisation-sets.ts';
import type { Core } from './operations.ts';
import type { Parameters } from './parameters.ts';

export type RunModelOptions = {
  readonly core: Core;
  readonly parameters: Parameters;
  /** `null` where embeddings come in already. */
  readonly encoder: TrainableEncoder | null;
  readonly hasAdapter: boolean;
  readonly setPerDataset: boolean;
  readonly loss: Loss;
  /** Whether the loss learns a linear head, `W` and `b`. */
  readonly hasHead: boolean;
  /** Names of what the loss learns. */
  readonly lossParameters: readonly string[];
};

export type StepInput = {
  readonly dataset: number;
  /** Batch × rows × bands × 1, or batch × embedding size. */
  readonly input: Tensor4D | Tensor2D;
  readonly labels: Tensor1D;
  /** mixup: labels of the partners and the share that is the frame's own. */
  readonly mixed: { readonly labels: Tensor1D; readonly share: number } | null;
  readonly lossWeight: number;
};

export type StepResult = {
  /** After the weight. */
  readonly loss: Tensor;
  readonly gradients: ReadonlyMap<string, Tensor>;
  readonly statistics: ReadonlyMap<string, Tensor>;
  /** 0–1, as `runningPerformance` wants it; `null` unless asked for. */
  readonly performance: Tensor | null;
};

/** The name of what a dataset's loss learns. */
export function lossParameterName(dataset: number, name: string): string {
  return `loss.${dataset}.${name}`;
}

export class RunModel {
  readonly #options: RunModelOptions;

  constructor(options: RunModelOptions) {
    this.#options = options;
  }

  get hasHead(): boolean {
    return this.#options.hasHead;
  }

  /** One pass there and back. All tensors of the result are the caller's to dispose of. */
  step(step: StepInput, options: { readonly wantsPerformance: boolean }): StepResult {
    const { core, encoder, hasAdapter } = this.#options;
    const names = [...(hasAdapter ? ['adapter.weight', 'adapter.bias'] : []), ...this.#lossNames(step.dataset)];
    const learnt = names.map((name) => this.#options.parameters.get(name));
    const pass = encoder?.forward(step.input as Tensor4D, this.#tensorOf(step.dataset));
    const from = pass ? pass.embeddings : (step.input as Tensor2D);

    const lossAfter = (embeddings: Tensor2D, tensors: readonly Tensor[]): Tensor => {
      const shaped = hasAdapter ? adapted(core, embeddings, tensors[0], tensors[1]) : embeddings;
      return core.mul(this.#lossOf(shaped, step, tensors.slice(hasAdapter ? 2 : 0)), step.lossWeight);
    };
    // Nobody asks for the gradient of embeddings that came in.
    const { value, grads } = pass
      ? core.valueAndGrads((embeddings, ...tensors) => lossAfter(embeddings as Tensor2D, tensors))([from, ...learnt])
      : core.valueAndGrads((...tensors) => lossAfter(from, tensors))([...learnt]);
    const performance = options.wantsPerformance ? core.tidy(() => this.#performance(this.#shape(from), step)) : null;
    const ofEmbeddings = pass ? grads[0] : undefined;
    const ofLearnt = pass ? grads.slice(1) : grads;
    const gradients = new Map<string, Tensor>(names.map((name, index) => [name, ofLearnt[index] as Tensor]));
    let statistics: ReadonlyMap<string, Tensor> = new Map();
    if (pass && encoder && ofEmbeddings) {
      const back = encoder.backward(pass, ofEmbeddings as Tensor2D, this.#tensorOf(step.dataset), (name) =>
        this.#options.setPerDataset ? nameInSet(step.dataset, name) : name,
      );
      for (const [name, gradient] of back.gradients) gradients.set(name, gradient);
      statistics = back.statistics;
    }
    ofEmbeddings?.dispose();
    return { loss: value, gradients, statistics, performance };
  }

  /** Embeddings as they will be in use, adapter included. */
  embed(dataset: number, input: Tensor4D | Tensor2D): Tensor2D {
    const { core, encoder } = this.#options;
    return core.tidy(() => {
      const from = encoder ? encoder.embed(input as Tensor4D, this.#tensorOf(dataset)) : (input as Tensor2D);
      return this.#options.hasAdapter ? this.#shape(from) : core.clone(from);
    });
  }

  /** The loss of embeddings and, where there is a head, the most probable class of each. */
  async judge(
    dataset: number,
    embeddings: Tensor2D,
    labels: Tensor1D,
  ): Promise<{ readonly loss: number; readonly predicted: Int32Array | null }> {
    const { core, loss, hasHead } = this.#options;
    const learnt = this.#lossTensors(dataset);
    const value = core.tidy(() => loss.value(embeddings, labels, learnt));
    const predicted = hasHead ? core.tidy(() => core.argMax(this.#logits(dataset, embeddings), 1)) : null;
    const result = {
      loss: (await value.data())[0] ?? Number.NaN,
      predicted: predicted ? Int32Array.from(await predicted.data()) : null,
    };
    value.dispose();
    predicted?.dispose();
    return result;
  }

  #lossOf(embeddings: Tensor2D, { labels, mixed }: StepInput, tensors: readonly Tensor[]): Tensor {
    const { core, loss, lossParameters } = this.#options;
    const learnt = Object.fromEntries(lossParameters.map((name, index) => [name, tensors[index] as Tensor]));
    const own = loss.value(embeddings, labels, learnt);
    if (!mixed) return own;
    // Zhang et al., ICLR 2018: of a loss that is linear in the label, mixing labels is mixing losses.
    const other = loss.value(embeddings, mixed.labels, learnt);
    return core.add(core.mul(own, mixed.share), core.mul(other, 1 - mixed.share));
  }

  #performance(embeddings: Tensor2D, { dataset, labels }: StepInput): Tensor {
    const { core, hasHead } = this.#options;
    if (hasHead) {
      const logits = this.#logits(dataset, embeddings);
      const own = core.oneHot(labels, logits.shape[1]);
      return core.mean(core.sum(core.mul(core.softmax(logits), own), 1));
    }
    const unit = core.div(embeddings, core.add(core.norm(embeddings, 2, 1, true), 1e-9)) as Tensor2D;
    const rows = embeddings.shape[0];
    const close = core.sub(core.matMul(unit, unit, false, true), core.mul(core.eye(rows), 4)) as Tensor2D;
    const nearest = core.gather(labels, core.argMax(close, 1) as Tensor1D);
    return core.mean(core.cast(core.equal(nearest, labels), 'float32'));
  }

  #logits(dataset: number, embeddings: Tensor2D): Tensor2D {
    const { core, parameters } = this.#options;
    const weights = parameters.get(lossParameterName(dataset, 'W')) as Tensor2D;
    return core.add(core.matMul(embeddings, weights, false, true), parameters.get(lossParameterName(dataset, 'b')));
  }

  #shape(embeddings: Tensor2D): Tensor2D {
    const { core, parameters, hasAdapter } = this.#options;
    if (!hasAdapter) return embeddings;
    return adapted(core, embeddings, parameters.get('adapter.weight'), parameters.get('adapter.bias'));
  }

  #lossNames(dataset: number): readonly string[] {
    return this.#options.lossParameters.map((name) => lossParameterName(dataset, name));
  }

  #lossTensors(dataset: number): Readonly<Record<string, Tensor>> {
    const { lossParameters, parameters } = this.#options;
    return Object.fromEntries(lossParameters.map((name) => [name, parameters.get(lossParameterName(dataset, name))]));
  }

  #tensorOf(dataset: number): TensorSource {
    const { parameters, setPerDataset } = this.#options;
    return (name) => {
      const inSet = nameInSet(dataset, name);
      return parameters.get(setPerDataset && parameters.has(inSet) ? inSet : name);
    };
  }
}

/** W·embedding + b, a row each. */
function adapted(core: Core, embeddings: Tensor2D, weight: Tensor | undefined, bias: Tensor | undefined): Tensor2D {
  return core.add(core.matMul(embeddings, weight as Tensor2D, false, true), bias as Tensor);
}

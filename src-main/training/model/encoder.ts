/** The encoder in training: forward with what the way back needs, and the way back by its gradients, stage by stage. */
import type { Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import type { ConvolutionLayer, EncoderArchitecture, EncoderLayer } from '../../encoder/index.ts';
import type { Core, EncoderOperations, Normalised, Shape4D } from './operations.ts';

/** Finds a tensor by its name; batch normalisation by the name in the dataset's set. */
export type TensorSource = (name: string) => Tensor;

/** Share of the newest batch in running statistics, PyTorch's default. */
const MOMENTUM = 0.1;

type Passed =
  | {
      readonly layer: ConvolutionLayer;
      readonly input: Tensor4D;
      readonly convolved: Tensor4D;
      readonly normalised: Normalised;
      readonly output: Tensor4D;
    }
  | { readonly layer: Exclude<EncoderLayer, ConvolutionLayer>; readonly input: Tensor4D; readonly output: Tensor };

/** A forward pass whose way back is still to be gone. */
export type EncoderPass = { readonly embeddings: Tensor2D; readonly passed: readonly Passed[] };

/** Names of what a layer learns, and of its running statistics. */
export const normalisationParts = ['weight', 'bias', 'running_mean', 'running_var'] as const;

export class TrainableEncoder {
  readonly architecture: EncoderArchitecture;
  readonly #core: Core;
  readonly #operations: EncoderOperations;
  readonly #frozen: readonly EncoderLayer[];
  readonly #learning: readonly EncoderLayer[];

  /** @param frozenStages how many of the four stages only run forward, by their running statistics. */
  constructor(core: Core, operations: EncoderOperations, architecture: EncoderArchitecture, frozenStages: number) {
    this.architecture = architecture;
    this.#core = core;
    this.#operations = operations;
    let stage = 0;
    const stageOf = architecture.layers.map((layer) => (layer.kind === 'maxPool' ? stage++ : stage));
    const isFrozen = (_: EncoderLayer, index: number) => (stageOf[index] ?? 0) < frozenStages;
    this.#frozen = architecture.layers.filter(isFrozen);
    this.#learning = architecture.layers.filter((layer, index) => !isFrozen(layer, index));
  }

  /** The convolutions that learn. */
  get learningLayers(): readonly ConvolutionLayer[] {
    return this.#learning.filter((layer) => layer.kind === 'convolution');
  }

  /**
   * Batch × rows × bands × 1 → batch × embedding size, as it is in use: by running statistics. Nothing is kept but the
   * result.
   */
  embed(input: Tensor4D, tensorOf: TensorSource): Tensor2D {
    return this.#core.tidy(() => this.#inUse([...this.#frozen, ...this.#learning], input, tensorOf) as Tensor2D);
  }

  /** Forward by the batch's own statistics. Call `backward` or `forget` afterwards; `input` stays the caller's. */
  forward(input: Tensor4D, tensorOf: TensorSource): EncoderPass {
    const operations = this.#operations;
    const epsilon = this.architecture.normalisationEpsilon;
    let current: Tensor = this.#core.tidy(() => this.#inUse(this.#frozen, input, tensorOf));
    const passed: Passed[] = [];
    for (const layer of this.#learning) {
      const from = current as Tensor4D;
      if (layer.kind === 'convolution') {
        const { weight, bias } = this.#normalisation(layer, tensorOf);
        const convolved = operations.convolve(from, tensorOf(layer.kernelKey) as Tensor4D);
        const normalised = operations.normalise(convolved, weight, bias, epsilon);
        const output = operations.rectify(normalised.output);
        normalised.output.dispose();
        passed.push({ layer, input: from, convolved, normalised, output });
        current = output;
      } else {
        current = layer.kind === 'maxPool' ? operations.pool(from) : this.#poolGlobally(from);
        passed.push({ layer, input: from, output: current });
      }
    }
    return { embeddings: current as Tensor2D, passed };
  }

  /**
   * Gradients by name, and the batch's statistics blended into the running ones (the new values by name). The pass is
   * used up.
   */
  backward(
    pass: EncoderPass,
    embeddingGradient: Tensor2D,
    tensorOf: TensorSource,
    nameOf: (name: string) => string,
  ): { readonly gradients: Map<string, Tensor>; readonly statistics: Map<string, Tensor> } {
    const operations = this.#operations;
    const epsilon = this.architecture.normalisationEpsilon;
    const gradients = new Map<string, Tensor>();
    const statistics = new Map<string, Tensor>();
    let gradient: Tensor = embeddingGradient;
    const goBack = (next: Tensor) => {
      if (gradient !== embeddingGradient) gradient.dispose();
      gradient = next;
    };
    for (const [index, step] of [...pass.passed.entries()].reverse()) {
      if ('convolved' in step) {
        const { layer, input, convolved, normalised, output } = step;
        const kernel = tensorOf(layer.kernelKey) as Tensor4D;
        goBack(operations.rectifyGradient(gradient as Tensor4D, output));
        output.dispose();
        const { weight } = this.#normalisation(layer, tensorOf);
        const back = operations.normaliseGradient(gradient as Tensor4D, convolved, weight, normalised, epsilon);
        convolved.dispose();
        goBack(back.input);
        gradients.set(nameOf(`${layer.normalisationKey}.weight`), back.scale);
        gradients.set(nameOf(`${layer.normalisationKey}.bias`), back.offset);
        this.#blend(layer, normalised, tensorOf, nameOf, statistics);
        gradients.set(layer.kernelKey, operations.kernelGradient(input, kernel.shape as Shape4D, gradient as Tensor4D));
        // Nobody asks what the first layer that learns would rather have been given.
        if (index > 0) goBack(operations.inputGradient(input.shape as Shape4D, kernel, gradient as Tensor4D));
      } else if (step.layer.kind === 'maxPool') {
        goBack(operations.poolGradient(gradient as Tensor4D, step.input, step.output as Tensor4D));
        step.output.dispose();
      } else {
        goBack(this.#globalPoolGradient(gradient as Tensor2D, step.input));
      }
    }
    if (gradient !== embeddingGradient) gradient.dispose();
    pass.embeddings.dispose();
    if (this.#frozen.length > 0) pass.passed[0]?.input.dispose();
    return { gradients, statistics };
  }

  #inUse(layers: readonly EncoderLayer[], input: Tensor4D, tensorOf: TensorSource): Tensor {
    const core = this.#core;
    let current: Tensor = input;
    for (const layer of layers) {
      const from = current as Tensor4D;
      if (layer.kind === 'convolution') {
        const { kernel, offset } = this.#folded(layer, tensorOf);
        const sum = core.add(this.#operations.convolve(from, kernel), offset) as Tensor4D;
        current = this.#operations.rectify(sum);
        sum.dispose();
      } else if (layer.kind === 'maxPool') current = this.#operations.pool(from);
      else current = this.#poolGlobally(from);
      if (from !== input) from.dispose();
    }
    // A frozen part of nothing: what comes in goes on.
    return current;
  }

  /** γ·(conv(x) − μ)/√(σ² + ε) + β = conv(x)·s + (β − μ·s) with s = γ/√(σ² + ε). */
  #folded(layer: ConvolutionLayer, tensorOf: TensorSource): { kernel: Tensor4D; offset: Tensor1D } {
    const core = this.#core;
    const { weight, bias, mean, variance } = this.#normalisation(layer, tensorOf);
    const scale = core.mul(weight, core.rsqrt(core.add(variance, this.architecture.normalisationEpsilon)));
    return {
      kernel: core.mul(tensorOf(layer.kernelKey), scale) as Tensor4D,
      offset: core.sub(bias, core.mul(mean, scale)) as Tensor1D,
    };
  }

  #normalisation(layer: ConvolutionLayer, tensorOf: TensorSource) {
    const [weight, bias, mean, variance] = normalisationParts.map(
      (part) => tensorOf(`${layer.normalisationKey}.${part}`) as Tensor1D,
    ) as [Tensor1D, Tensor1D, Tensor1D, Tensor1D];
    return { weight, bias, mean, variance };
  }

  #blend(
    layer: ConvolutionLayer,
    normalised: Normalised,
    tensorOf: TensorSource,
    nameOf: (name: string) => string,
    statistics: Map<string, Tensor>,
  ): void {
    const core = this.#core;
    const blended = (running: Tensor, ofBatch: Tensor) =>
      core.tidy(() => core.add(core.mul(running, 1 - MOMENTUM), core.mul(ofBatch, MOMENTUM)));
    const { mean, variance } = this.#normalisation(layer, tensorOf);
    statistics.set(nameOf(`${layer.normalisationKey}.running_mean`), blended(mean, normalised.mean));
    statistics.set(nameOf(`${layer.normalisationKey}.running_var`), blended(variance, normalised.variance));
    core.dispose([normalised.mean, normalised.variance, ...normalised.saved]);
  }

  /** Mean over frequency, then maximum over time. */
  #poolGlobally(input: Tensor4D): Tensor2D {
    return this.#core.tidy(() => this.#core.max(this.#core.mean(input, 2), 1));
  }

  /** Moments that are equally loud share the gradient. */
  #globalPoolGradient(gradient: Tensor2D, input: Tensor4D): Tensor4D {
    const core = this.#core;
    return core.tidy(() => {
      const means = core.mean(input, 2) as Tensor3D;
      const loudest = core.cast(core.equal(means, core.max(means, 1, true)), 'float32');
      const share = core.div(loudest, core.mul(core.sum(loudest, 1, true), input.shape[2]));
      const ofMeans = core.mul(share, core.expandDims(gradient, 1));
      return core.tile(core.expandDims(ofMeans, 2), [1, 1, input.shape[2], 1]) as Tensor4D;
    });
  }
}

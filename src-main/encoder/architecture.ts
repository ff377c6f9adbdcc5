/**
 * The encoder's architecture as data. The ONNX graphs (onnx/) and the TensorFlow.js model (tensorflow/) are both made
 * from this one description, so they can't drift apart.
 *
 * Source: A. B. Ma and A. Lerch, "Representation Learning for the Automatic Indexing of Sound Effects Libraries",
 * ISMIR 2022: stages of two 3×3 convolutions (no bias → batch normalisation → ReLU), 2×2 max-pooling after all but the
 * last, then the mean over frequency and the maximum over time. A version that was trained here may have an adapter behind.
 */

/** A 3×3 convolution with padding 1 and no bias, followed by batch normalisation and ReLU. */
export type ConvolutionLayer = {
  readonly kind: 'convolution';
  readonly name: string;
  readonly inputChannels: number;
  readonly outputChannels: number;
  /** Name of the kernel in the weights file: output × input × 3 × 3. */
  readonly kernelKey: string;
  /** Prefix of `.weight`, `.bias`, `.running_mean` and `.running_var` in the weights file. */
  readonly normalisationKey: string;
};

/** 2×2 max-pooling with stride 2; an odd last row or column is dropped. */
export type MaxPoolLayer = { readonly kind: 'maxPool'; readonly name: string };

/** Mean over frequency, then maximum over time: channels × time × frequency → channels. */
export type GlobalPoolLayer = { readonly kind: 'globalPool'; readonly name: string };

/** A trained map of the pooled embedding to another one: W·x + b. */
export type AdapterLayer = {
  readonly kind: 'adapter';
  readonly name: string;
  readonly inputSize: number;
  readonly outputSize: number;
  /** Names in the weights file: output × input, and one number an output. */
  readonly weightKey: string;
  readonly biasKey: string;
};

export type EncoderLayer = ConvolutionLayer | MaxPoolLayer | GlobalPoolLayer | AdapterLayer;

export type EncoderArchitecture = {
  /** Spectrum frames of a block (time). */
  readonly blockRows: number;
  /** Spectrum frames from one block's start to the next one's. */
  readonly hopRows: number;
  /** Mel bands of a spectrum frame (frequency). */
  readonly bands: number;
  readonly embeddingSize: number;
  readonly normalisationEpsilon: number;
  readonly layers: readonly EncoderLayer[];
};

/** The front end's last step divides by this, which brings mel values to 0–1 (models/aisfx/README.md, step 4). */
export const MEL_DIVISOR = 9.457798957824707;

const STAGES = 4;

/** What sets one encoder of this architecture apart from another. */
export type EncoderShape = {
  /** Channels of the first stage; 64 is the published encoder (embedding of 512 numbers). */
  readonly width: number;
  /** Whether a dense layer of embedding × embedding stands behind the pooling. */
  readonly adapter?: boolean;
};

/** Widths that a model version may have. */
export const WIDTHS = { least: 4, most: 64 } as const;

/** Describes an encoder whose four stages have `width`, 2, 4 and 8 times `width` channels. */
export function describeEncoder(options: EncoderShape): EncoderArchitecture {
  const layers: EncoderLayer[] = [];
  let inputChannels = 1;
  for (let stage = 1; stage <= STAGES; stage++) {
    const outputChannels = options.width * 2 ** (stage - 1);
    for (const position of [1, 2]) {
      layers.push({
        kind: 'convolution',
        name: `block${stage}.conv${position}`,
        inputChannels,
        outputChannels,
        kernelKey: `embedding_net.conv_block${stage}.conv${position}.weight`,
        normalisationKey: `embedding_net.conv_block${stage}.bn${position}`,
      });
      inputChannels = outputChannels;
    }
    if (stage < STAGES) layers.push({ kind: 'maxPool', name: `block${stage}.pool` });
  }
  layers.push({ kind: 'globalPool', name: options.adapter ? 'pooled' : 'embedding' });
  if (options.adapter)
    layers.push({
      kind: 'adapter',
      name: 'embedding',
      inputSize: inputChannels,
      outputSize: inputChannels,
      weightKey: 'adapter.weight',
      biasKey: 'adapter.bias',
    });
  return { blockRows: 100, hopRows: 50, bands: 96, embeddingSize: inputChannels, normalisationEpsilon: 1e-5, layers };
}

/** The published aiSFX encoder: 64/128/256/512 channels, 100 × 96 mel blocks → 512 numbers. */
export const AISFX_ENCODER: EncoderArchitecture = describeEncoder({ width: 64 });

/** Blocks in `rows` spectrum frames: one every `hopRows`, a last partial one dropped (0 below one block). */
export function countBlocks(rows: number, architecture: EncoderArchitecture = AISFX_ENCODER): number {
  return rows < architecture.blockRows ? 0 : 1 + Math.floor((rows - architecture.blockRows) / architecture.hopRows);
}

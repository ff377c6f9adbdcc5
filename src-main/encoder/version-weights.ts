/** What may lie in the weights file of a model version, and whether it fits. */
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import { describeEncoder, type EncoderShape } from './architecture.ts';
import type { FloatTensor, Safetensors } from './safetensors.ts';
import { takeAdapter, takeTensor, type Weights } from './weights.ts';

const KNOWN_NAMES: readonly RegExp[] = [
  /^(datasets\.\d{1,3}\.)?embedding_net\.conv_block[1-4]\.(conv[12]\.weight|bn[12]\.(weight|bias|running_mean|running_var))$/u,
  /^adapter\.(weight|bias)$/u,
  /^head\.\d{1,3}\.(weight|bias)$/u,
  /^fc\.\d{1,2}\.\d{1,2}\.(weight|bias)$/u,
  /^categories\.\d{1,3}\.(\d{1,2}\.(weight|bias)|shares)$/u,
];

/** Far beyond any trained weight: more makes infinities of them. */
const LARGEST_WEIGHT = 1e12;

/**
 * Makes sure that a file holds an encoder of a shape and nothing that a version doesn't know.
 *
 * @throws SonothequeError `bad-weights`
 */
export function checkVersionWeights({ tensors }: Pick<Safetensors, 'tensors'>, shape: EncoderShape): void {
  for (const [name, tensor] of tensors) {
    if (!KNOWN_NAMES.some((known) => known.test(name)))
      throw unfit(`it holds “${name.slice(0, 60)}”, which no version has`);
    checkNumbers(name, tensor);
  }
  const architecture = describeEncoder(shape);
  for (const layer of architecture.layers) {
    if (layer.kind === 'adapter') takeAdapter(tensors, layer);
    if (layer.kind !== 'convolution') continue;
    takeTensor(tensors, layer.kernelKey, [layer.outputChannels, layer.inputChannels, 3, 3]);
    for (const part of ['weight', 'bias', 'running_mean', 'running_var'])
      takeTensor(tensors, `${layer.normalisationKey}.${part}`, [layer.outputChannels]);
  }
  if (!shape.adapter && tensors.has('adapter.weight')) throw unfit('it holds an adapter that it says it has not');
}

function checkNumbers(name: string, { values }: FloatTensor): void {
  const least = name.endsWith('.running_var') ? 0 : -LARGEST_WEIGHT;
  for (const value of values)
    if (!(value >= least && value <= LARGEST_WEIGHT)) throw unfit(`${name} holds no usable numbers`);
}

/** Whether two files have the same layers before the pooling. */
export function haveSameLayers(a: Weights, b: Weights): boolean {
  const layers = (weights: Weights) => [...weights].filter(([name]) => name.startsWith('embedding_net.'));
  const [mine, others] = [layers(a), layers(b)];
  return (
    mine.length === others.length &&
    mine.every(([name, tensor]) => {
      const other = b.get(name);
      return (
        other !== undefined &&
        other.shape.join() === tensor.shape.join() &&
        tensor.values.every((value, at) => value === other.values[at])
      );
    })
  );
}

function unfit(reason: string): SonothequeError {
  return new SonothequeError({
    code: 'bad-weights',
    message: `The weights of this model version can't be used: ${reason}.`,
    nextStep: 'Export the version again where it comes from, or train it again.',
  });
}

/**
 * The category heads of a model version, as they lie in its weights file: `categories.HEAD.LAYER.weight` and `.bias`,
 * `categories.HEAD.shares`, and a list of them in the metadata `categoryHeads`.
 */
import { z } from 'zod';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import type { CategoryHead } from './heads.ts';
import type { FloatTensor, Safetensors } from './safetensors.ts';
import type { DenseLayer, Weights } from './weights.ts';

/** Of what a file may hold: more would only slow listening. */
const MOST_HEADS = 200;
const MOST_LAYERS = 8;
const MOST_UNITS = 4_096;

const listed = z
  .array(
    z.strictObject({
      name: z.string().min(1).max(200),
      layers: z.int().min(1).max(MOST_LAYERS),
      weight: z.number().positive().max(1),
    }),
  )
  .max(MOST_HEADS);

/** What `readVersionHeads` reads. */
export function versionHeadTensors(heads: readonly CategoryHead[]): {
  readonly tensors: ReadonlyMap<string, FloatTensor>;
  readonly metadata: { readonly categoryHeads: string };
} {
  const tensors = new Map<string, FloatTensor>();
  for (const [place, { layers, shares }] of heads.entries()) {
    for (const [layer, { weight, bias }] of layers.entries()) {
      tensors.set(`categories.${place}.${layer}.weight`, weight);
      tensors.set(`categories.${place}.${layer}.bias`, bias);
    }
    tensors.set(`categories.${place}.shares`, shares);
  }
  const list = heads.map(({ name, layers, weight }) => ({ name, layers: layers.length, weight }));
  return { tensors, metadata: { categoryHeads: JSON.stringify(list) } };
}

/**
 * Reads a version's category heads.
 *
 * @param embeddingSize numbers that the first layer of each takes
 * @param categories outputs of each head's shares
 * @throws SonothequeError `bad-weights` when one is missing or doesn't fit.
 */
export function readVersionHeads(
  { tensors, metadata }: Safetensors,
  embeddingSize: number,
  categories: number,
): CategoryHead[] {
  const parsed = listed.safeParse(parse(metadata.categoryHeads ?? '[]'));
  if (!parsed.success) throw misfit('its list of heads is damaged');
  return parsed.data.map(({ name, layers: count, weight }, place) => {
    const layers: DenseLayer[] = [];
    let inputs = embeddingSize;
    for (let layer = 0; layer < count; layer++) {
      const dense = takeDense(tensors, `categories.${place}.${layer}`, inputs);
      layers.push(dense);
      inputs = dense.bias.values.length;
    }
    const shares = tensors.get(`categories.${place}.shares`);
    if (shares?.shape.join() !== [inputs, categories].join()) throw misfit(`the head ${name} has no fitting shares`);
    return { name, layers, shares, weight };
  });
}

/**
 * Takes a dense layer with any number of outputs.
 *
 * @throws SonothequeError `bad-weights`
 */
export function takeDense(tensors: Weights, prefix: string, inputs: number): DenseLayer {
  const weight = tensors.get(`${prefix}.weight`);
  const bias = tensors.get(`${prefix}.bias`);
  const outputs = bias?.values.length ?? 0;
  const fits =
    weight !== undefined && bias !== undefined && outputs > 0 && outputs <= MOST_UNITS && bias.shape.length === 1;
  if (!fits || weight.shape.join() !== [outputs, inputs].join()) throw misfit(`the layer ${prefix} doesn't fit`);
  return { weight, bias };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function misfit(reason: string): SonothequeError {
  return new SonothequeError({
    code: 'bad-weights',
    message: `The weights of this model version can't be used: ${reason}.`,
    nextStep: 'Export the version again where it comes from, or train it again.',
  });
}

/**
 * The three heads trained on UCS libraries, and how their outputs map to the 82 UCS categories.
 *
 * The checkpoint names the data sets of its heads but not their classes. `head-classes.json` holds classes that were
 * inferred, with the share of 150 resampled inferences that agreed: models/aisfx/README.md says how.
 */
import { z } from 'zod';
import type { FloatTensor } from './safetensors.ts';
import { type DenseLayer, takeTensor, type Weights } from './weights.ts';

const headClassesSchema = z.object({
  categories: z.array(z.string()),
  heads: z.record(z.string(), z.array(z.array(z.tuple([z.string(), z.number()])))),
});

/** `head-classes.json`: for each head and output, the categories it may be with their shares. */
export type HeadClasses = z.infer<typeof headClassesSchema>;

/** A head (dense layers with ReLU between, softmax after) and its outputs' shares of each category (outputs × categories). */
export type CategoryHead = {
  readonly name: string;
  readonly layers: readonly DenseLayer[];
  readonly shares: FloatTensor;
  /** How much it says beside the others; 1 of the released ones. */
  readonly weight: number;
};

/** How much all heads say together: what each one's vote is divided by. */
export const totalWeight = (heads: readonly CategoryHead[]): number =>
  heads.reduce((sum, { weight }) => sum + weight, 0);

/** Where a head's layers stand in the checkpoint: `fc.HEAD.LAYER`, and the sizes between. */
const HEAD_POSITIONS: Readonly<Record<string, number>> = { prosfx: 0, soundlyTrain: 1, ucsMixed: 2 };
const HIDDEN_SIZES = [256, 128] as const;

export function parseHeadClasses(json: string): HeadClasses {
  return headClassesSchema.parse(JSON.parse(json));
}

/**
 * Takes the UCS heads out of the weights.
 *
 * @throws SonothequeError `bad-weights` when a layer is missing.
 */
export function readCategoryHeads(weights: Weights, classes: HeadClasses, embeddingSize: number): CategoryHead[] {
  return Object.entries(classes.heads).map(([name, outputs]) => {
    const sizes = [embeddingSize, ...HIDDEN_SIZES, outputs.length];
    const layers = sizes.slice(1).map((size, index) => {
      const prefix = `fc.${HEAD_POSITIONS[name] ?? name}.${index * 2}`;
      return {
        weight: takeTensor(weights, `${prefix}.weight`, [size, sizes[index] ?? 0]),
        bias: takeTensor(weights, `${prefix}.bias`, [size]),
      };
    });
    const shares = new Float32Array(outputs.length * classes.categories.length);
    for (const [output, candidates] of outputs.entries()) {
      // Shares under 2 % were left out of the file: what is there is made to sum to 1, so that probabilities do too.
      const total = candidates.reduce((sum, [, share]) => sum + share, 0);
      for (const [category, share] of candidates)
        shares[output * classes.categories.length + classes.categories.indexOf(category)] = share / total;
    }
    return { name, layers, shares: { shape: [outputs.length, classes.categories.length], values: shares }, weight: 1 };
  });
}

/** The heads that a version was trained with, as far as their classes are UCS categories. */
import { z } from 'zod';
import { categories, ucsInForce } from '../../src-shared/ucs/index.ts';
import type { CategoryHead } from './heads.ts';
import type { Safetensors } from './safetensors.ts';
import { takeDense } from './version-heads.ts';

const trainedHeads = z
  .array(
    z.looseObject({
      dataset: z.string().max(500),
      classKind: z.enum(['category', 'subcategory', 'own']),
      classes: z.array(z.string().max(1_000)).min(1).max(4_096),
    }),
  )
  .max(200);

/** One dataset's head: what it tells apart. */
export type TrainedHead = z.infer<typeof trainedHeads>[number];

/** What the metadata `heads` of a run's weights say; empty where they say nothing usable. */
export function trainedHeadsOf({ metadata }: Pick<Safetensors, 'metadata'>): readonly TrainedHead[] {
  try {
    const parsed = trainedHeads.safeParse(JSON.parse(metadata.heads ?? '[]'));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}

/**
 * A run's heads with classes of UCS. A head of a few categories holds one of them to be certain whatever it hears, so each
 * votes by the share of categories that it knows, beside the released heads of weight 1.
 *
 * @param embeddingSize numbers that the heads take
 * @throws SonothequeError `bad-weights` when a head's weights don't fit.
 */
export function ownCategoryHeads(weights: Safetensors, embeddingSize: number): CategoryHead[] {
  return trainedHeadsOf(weights).flatMap(({ dataset, classKind, classes }, place): CategoryHead[] => {
    if (classKind === 'own' || !weights.tensors.has(`head.${place}.weight`)) return [];
    const layer = takeDense(weights.tensors, `head.${place}`, embeddingSize);
    const indices = classes.map((name) => categories.indexOf(categoryOf(name, classKind)));
    if (layer.bias.values.length !== classes.length || indices.some((index) => index < 0)) return [];
    const shares = new Float32Array(classes.length * categories.length);
    for (const [output, index] of indices.entries()) shares[output * categories.length + index] = 1;
    return [
      {
        name: `trained${place}: ${dataset}`.slice(0, 200),
        layers: [layer],
        shares: { shape: [classes.length, categories.length], values: shares },
        weight: new Set(indices).size / categories.length,
      },
    ];
  });
}

function categoryOf(name: string, kind: 'category' | 'subcategory'): string {
  return kind === 'category' ? name : (ucsInForce().byCatId.get(name.toLowerCase())?.category ?? '');
}

import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { Catalogue } from '../../catalogue/index.ts';
import type { EngineParts } from '../engine-parts.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { chosenPredictors } from '../evaluation/predictors.ts';
import { Teacher } from '../evaluation/teacher.ts';
import { defaultCataloguePath, heardCacheOf } from '../paths.ts';
import { procedures } from './procedures.ts';

export const evaluation = procedures.evaluation.router({
  evaluate: procedures.evaluation.evaluate.handler(async function* ({ input, context: { parts }, signal }) {
    const catalogue = catalogueIfOpen(parts);
    const cacheFile = heardCacheOf(catalogue?.path ?? defaultCataloguePath());
    const { listener, decoders } = parts;
    const teacher = new Teacher();
    const end = () => void teacher.close();
    signal?.addEventListener('abort', end, { once: true });
    try {
      const predictors = chosenPredictors(input, teacher);
      yield* evaluate({ catalogue, listener, decoders, predictors, cacheFile }, input, signal);
    } finally {
      signal?.removeEventListener('abort', end);
      await teacher.close();
    }
  }),
});

/** Without a catalogue every sound is listened to. */
function catalogueIfOpen(parts: EngineParts): Catalogue | null {
  try {
    return parts.catalogue;
  } catch (error) {
    if (error instanceof SonothequeError && error.failure.code === 'no-catalogue') return null;
    throw error;
  }
}

import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { Catalogue } from '../../catalogue/index.ts';
import type { EngineParts } from '../engine-parts.ts';
import { compareKept, exportEvaluation, startEvaluation } from '../evaluation/embedding-evaluations.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { KeptEvaluations } from '../evaluation/kept-evaluations.ts';
import { chosenPredictors } from '../evaluation/predictors.ts';
import { Teacher } from '../evaluation/teacher.ts';
import { defaultCataloguePath, evaluationsFolderOf, heardCacheOf } from '../paths.ts';
import { runStudy } from '../study/run-study.ts';
import { procedures } from './procedures.ts';

export const evaluation = procedures.evaluation.router({
  evaluate: procedures.evaluation.evaluate.handler(async function* ({ input, context: { parts }, signal }) {
    const catalogue = catalogueIfOpen(parts);
    const cacheFile = heardCacheOf(catalogue?.path ?? defaultCataloguePath());
    const { shippedListener: listener, decoders } = parts;
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
  study: procedures.evaluation.study.handler(async function* ({ input, context: { parts }, signal }) {
    yield* runStudy(parts.listener, input, signal);
  }),
  embeddings: {
    start: procedures.evaluation.embeddings.start.handler(({ input, context: { parts } }) =>
      startEvaluation(parts, input),
    ),
    list: procedures.evaluation.embeddings.list.handler(({ context: { parts } }) => keptOf(parts).list()),
    get: procedures.evaluation.embeddings.get.handler(({ input, context: { parts } }) => keptOf(parts).get(input.id)),
    compare: procedures.evaluation.embeddings.compare.handler(async ({ input, context: { parts }, signal }) =>
      compareKept(keptOf(parts), input, signal),
    ),
    export: procedures.evaluation.embeddings.export.handler(({ input, context: { parts }, signal }) =>
      exportEvaluation(parts.catalogue, keptOf(parts), input, signal),
    ),
    remove: procedures.evaluation.embeddings.remove.handler(async ({ input, context: { parts } }) => {
      await keptOf(parts).remove(input.id);
      return null;
    }),
  },
});

const keptOf = ({ catalogue }: EngineParts): KeptEvaluations =>
  new KeptEvaluations(evaluationsFolderOf(catalogue.path));

/** Without a catalogue every sound is listened to. */
function catalogueIfOpen(parts: EngineParts): Catalogue | null {
  try {
    return parts.catalogue;
  } catch (error) {
    if (error instanceof SonothequeError && error.failure.code === 'no-catalogue') return null;
    throw error;
  }
}

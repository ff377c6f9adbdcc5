import { categories } from '../../../src-shared/ucs/index.ts';
import type { FittedPredictor, Prediction, Predictor, SoundToPredict } from '../../evaluation/index.ts';
import { createNameContext, type NamedBelief, readNames } from '../../suggestions/index.ts';

/** What a category is given at least before logarithms are added, so that no source can forbid it. */
const SOUND_FLOOR = 1e-5;
const NAMED_FLOOR = 1e-4;
/** How much sound and names count, fitted on left-out libraries (scripts/starter-head). */
const SOUND_EXPONENT = 0.75;
const NAMED_EXPONENT = 1.2;
/** A subcategory is named when it is likelier than not. */
const CERTAIN = 0.5;

/** What names and metadata say beside another predictor, as summed logarithms. */
export const withNames = (base: Predictor): Predictor => ({
  ...base,
  name: `${base.name} and named`,
  withNames: true,
  fit: async (train) => besideNames(await base.fit(train)),
});

function besideNames(fitted: FittedPredictor): FittedPredictor {
  const { adapt } = fitted;
  return {
    predict: async (sounds) => {
      const beliefs = readAll(sounds);
      const predictions = await fitted.predict(sounds);
      return predictions.map((prediction, index) => joined(prediction, beliefs[index] ?? null));
    },
    ...(adapt && { adapt: async (labelled) => besideNames(await adapt(labelled)) }),
  };
}

/** How often words occur is counted over the sounds of the library that are scored together. */
function readAll(sounds: readonly SoundToPredict[]): readonly (NamedBelief | null)[] {
  const context = createNameContext();
  for (const { library, relativePath } of sounds) context.add({ libraryName: library, relativePath });
  return sounds.map(({ library, relativePath, fields }) =>
    readNames({ libraryName: library, relativePath, fields }, context),
  );
}

function joined({ probabilities, catId }: Prediction, named: NamedBelief | null): Prediction {
  if (!named) return { probabilities, catId };
  const both = probabilities.map(
    (probability, index) =>
      (probability + SOUND_FLOOR) ** SOUND_EXPONENT *
      ((named.probabilities[index] ?? 0) + NAMED_FLOOR) ** NAMED_EXPONENT,
  );
  const sum = both.reduce((total, value) => total + value, 0);
  const fused = both.map((value) => value / sum);
  const best = fused.indexOf(Math.max(...fused));
  const [first] = categories[best] === undefined ? [] : named.catIdsOf(best);
  return { probabilities: fused, catId: first && first.probability >= CERTAIN ? first.catId : catId };
}

import type { CatId } from '../../src-shared/contract/identifiers.ts';
import type { Evidence, Suggestion } from '../../src-shared/contract/suggestions.ts';
import { categories, ucsInForce } from '../../src-shared/ucs/index.ts';
import type { CategoryBelief, SoundEvidence } from './evidence.ts';
import { heardLogs, type PackedFeatures, packFeatures, type SoundFeatures, unpackFeatures } from './features.ts';
import { fusedHead, scoresAlone, scoresOf, softmax } from './fusion.ts';
import { heard, heardWords, UNHEARABLE } from './heard.ts';
import type { NamedBelief } from './named/index.ts';
import { type Head, type Starter, shippedStarter } from './starter.ts';

/** Suggestions kept and shown for a sound. */
export const SUGGESTIONS_A_SOUND = 5;
/** From this share of its category a subcategory is certain enough to be suggested. */
const CERTAIN_CAT_ID = 0.6;

/** The head in use, and whose labels it learned from. */
export type LearnedHead = {
  readonly head: Head;
  /** Categories with labels of the user. */
  readonly labelled: ReadonlySet<number>;
};

/** What is made of a sound that was listened to. */
export type Described = {
  /** Best first; empty where nothing can be said (silence). */
  readonly suggestions: readonly Suggestion[];
  /** `null` of silence, and without a starter head. */
  readonly features: PackedFeatures | null;
};

/**
 * Suggestions and what to keep of a sound to suggest again by.
 * @param top how many at most
 */
export function describe(
  sound: SoundEvidence,
  learned: LearnedHead | null = null,
  top = SUGGESTIONS_A_SOUND,
  starter: Starter | null = shippedStarter(),
): Described {
  const { embeddings, named = null } = sound;
  const packed =
    starter === null || embeddings === undefined ? null : packFeatures(starter.features, { ...sound, embeddings });
  if (starter === null || packed === null) return { suggestions: zeroShot(sound, top), features: null };
  return { suggestions: suggestBy(packed, named, learned, top, starter), features: packed };
}

/** The most probable categories of a sound of which features are kept, best first; none of silence. */
export function suggestBy(
  packed: PackedFeatures,
  named: NamedBelief | null,
  learned: LearnedHead | null,
  top: number,
  starter: Starter,
): readonly Suggestion[] {
  const features = unpackFeatures(packed);
  if (features === null) return [];
  const { head } = learned ?? starter;
  const scores = scoresAlone(
    starter,
    scoresOf(fusedHead(starter, head), features.values, features.scale),
    named?.probabilities ?? null,
  );
  const learnedShares = softmax(scoresOf(head, features.values, features.scale));
  const beliefs = beliefsOf(starter, features, learnedShares, learned?.labelled ?? new Set(), named);
  return listOf(softmax(scores), beliefs, named, top);
}

/** The most probable categories of a sound, best first. */
export function suggest(sound: SoundEvidence, top = SUGGESTIONS_A_SOUND): readonly Suggestion[] {
  return describe(sound, null, top).suggestions;
}

/** Without a head: what the heads of the encoder alone say. */
function zeroShot(sound: SoundEvidence, top: number): readonly Suggestion[] {
  const belief = heard(sound);
  if (belief === null) return [];
  return listOf(belief.probabilities, [belief], null, top);
}

/** What each source says of a sound. @param learnedShares the head's probabilities */
export function beliefsOf(
  starter: Starter,
  features: SoundFeatures,
  learnedShares: Float32Array,
  labelled: ReadonlySet<number>,
  named: NamedBelief | null,
): readonly CategoryBelief[] {
  const { logFloor } = starter.features;
  const heardShares = heardLogs(
    starter.features,
    Float32Array.from(features.values, (value) => value * features.scale),
  );
  return [
    {
      kind: 'heard',
      probabilities: heardShares.map((log) => Math.min(1, Math.max(0, Math.exp(log) - logFloor))),
      explain: (index) => heardWords(features, index),
    },
    {
      kind: 'learned',
      probabilities: learnedShares,
      explain: (index) => learnedWords(index, labelled),
    },
    ...(named === null ? [] : [{ kind: 'named' as const, probabilities: named.probabilities, explain: named.explain }]),
  ];
}

export function learnedWords(index: number, labelled: ReadonlySet<number>): string {
  const name = categories[index] ?? 'this';
  return labelled.has(index) ? `fits what you labelled ${name}` : `fits the ${name} it knows`;
}

/** The best of fused probabilities with what each source says of them. */
export function listOf(
  fused: Float32Array,
  beliefs: readonly CategoryBelief[],
  named: NamedBelief | null,
  top: number,
): readonly Suggestion[] {
  return bestOf(fused, top).map((index) => {
    return {
      category: categories[index] ?? '',
      catId: certainCatId(named, index),
      probability: fused[index] ?? 0,
      evidence: beliefs.map(({ kind, probabilities, explain }) => ({
        kind,
        probability: probabilities[index] ?? 0,
        text: explain(index),
      })),
    };
  });
}

export const namedEvidence = ({ probabilities, explain }: NamedBelief, category: number): Evidence => ({
  kind: 'named',
  probability: probabilities[category] ?? 0,
  text: explain(category),
});

/** What the words say beside the category, where they leave little doubt, in the UCS list in force. */
export function certainCatId(named: NamedBelief | null, category: number): CatId | null {
  const likeliest = named?.catIdsOf(category)[0];
  if (likeliest === undefined || likeliest.probability < CERTAIN_CAT_ID) return null;
  const { byCatId, renamed } = ucsInForce();
  const catId = likeliest.catId.toLowerCase();
  const now = byCatId.get(catId) ?? byCatId.get((renamed[catId] ?? '').toLowerCase());
  return now !== undefined && now.category === categories[category] ? now.catId : null;
}

/** Indices of the largest, best first; of equal ones the first. */
export function bestOf(probabilities: Float32Array, top: number): readonly number[] {
  return Array.from(probabilities.keys())
    .filter((index) => index !== UNHEARABLE)
    .sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0) || a - b)
    .slice(0, top);
}

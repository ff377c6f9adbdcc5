import type { DescribedSound, ListenedProducts } from '../indexing/index.ts';
import { describe, type Starter, SUGGESTIONS_A_SOUND, suggestBy, unpackNames } from '../suggestions/index.ts';
import type { Head } from './learner/learner-protocol.ts';

/**
 * Suggestions of a sound that was listened to, and what to keep of it.
 * @param starter of the model version that listened; `null`: it has none
 * @param head `null`: the starter's
 * @param names what its names say, packed; `null`: they were not read
 */
export function describeListened(
  products: ListenedProducts,
  starter: Starter | null,
  head: Head | null,
  names: Uint8Array | null,
): DescribedSound {
  const { frameCategories, levelsDb, embeddings } = products;
  if (starter === null) {
    return { suggestions: describe({ frameCategories, levelsDb }).suggestions, scoring: null, features: null };
  }
  const named = names && unpackNames(names);
  const { suggestions, features } = describe(
    { frameCategories, levelsDb, embeddings, named },
    head,
    SUGGESTIONS_A_SOUND,
    starter,
  );
  const data = features ?? new Uint8Array();
  return {
    suggestions,
    scoring: names === null ? null : (head?.scoring ?? null),
    features: { version: starter.features.version, data },
  };
}

/**
 * Suggestions of a sound whose content is known already, by features that are kept of it; `null`: by none of ours.
 * @param features as they are kept; empty of silence
 */
export function describeKnown(
  features: Uint8Array,
  starter: Starter | null,
  head: Head | null,
  names: Uint8Array | null,
): DescribedSound | null {
  if (starter === null) return null;
  const named = names && unpackNames(names);
  return {
    suggestions: suggestBy(features, named, head, SUGGESTIONS_A_SOUND, starter),
    scoring: names === null ? null : (head?.scoring ?? null),
    features: { version: starter.features.version, data: features },
  };
}

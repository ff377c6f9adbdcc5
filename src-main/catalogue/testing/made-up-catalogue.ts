import type { Suggestion } from '../../../src-shared/contract/suggestions.ts';
import { openCatalogue } from '../index.ts';
import { embeddings, listened, modelVersion, pathName, payload, scan } from './fixtures.ts';

export type Sound = {
  readonly name: string;
  /** Sounds of one seed sound the same. */
  readonly seed: number;
  readonly probability: number;
  readonly category?: string;
  /** What the name says, with which probability, against the sound. */
  readonly named?: { readonly category: string; readonly probability: number };
};

function suggestionsOf({ probability, category = 'DOORS', named }: Sound): readonly Suggestion[] {
  const heard = { kind: 'heard', probability, text: 'sounds like it' } as const;
  const first = { category, catId: null, probability, evidence: [heard] };
  if (named === undefined) return [first];
  const other = { kind: 'named', probability: named.probability, text: 'is called so' } as const;
  return [first, { category: named.category, catId: null, probability: 0.05, evidence: [other] }];
}

/** A catalogue of one library with made-up sounds and suggestions. */
export async function makeUpCatalogue(file: string, sounds: readonly Sound[]): Promise<void> {
  const catalogue = await openCatalogue(file);
  await catalogue.registerModelVersion({ id: modelVersion, name: 'Test', lineage: {}, embeddingMean: null });
  const library = await catalogue.addLibrary({ name: 'All', root: pathName('/all') });
  const files = sounds.map((sound, at) =>
    listened(library, sound.name, payload(at + 1), {
      vectors: { modelVersion, embeddings: embeddings(1, sound.seed), levelsDb: Float32Array.of(-20) },
      suggestions: { modelVersion, suggestions: suggestionsOf(sound) },
    }),
  );
  for (let at = 0; at < files.length; at += 200) await scan(catalogue, library, files.slice(at, at + 200));
  await catalogue.close();
}

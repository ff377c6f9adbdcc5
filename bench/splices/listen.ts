/** Listens to splices as the product does: an engine indexes their folder into a catalogue of its own. */
import path from 'node:path';
import { openCatalogue } from '../../src-main/catalogue/index.ts';
import { openFrameCategories } from '../../src-main/encoder/index.ts';
import { Engine } from '../../src-main/engine/index.ts';
import type { FrameValues } from '../../src-main/suggestions/index.ts';
import type { SoundId } from '../../src-shared/contract/identifiers.ts';
import { indexWith } from '../index-with.ts';
import { frameTruth, type Piece, type Splice } from './truth.ts';

export type Heard = {
  readonly splice: Splice;
  readonly id: SoundId;
  readonly values: FrameValues;
  /** Of each frame; `null` where more than half is silent. */
  readonly truth: readonly (Piece | null)[];
};

/** Splices that are indexed already are not listened to again. */
export async function listenTo(folder: string, catalogueFile: string, splices: readonly Splice[]) {
  const engine = await Engine.open({ catalogue: catalogueFile });
  try {
    await indexWith(engine, folder);
  } finally {
    await engine.close();
  }
  const catalogue = await openCatalogue(catalogueFile, { readOnly: true });
  const categorize = openFrameCategories();
  const heard: Heard[] = [];
  try {
    for (const splice of splices) {
      const sound = await catalogue.soundByPath(path.resolve(folder, splice.name));
      const stored = sound && (await catalogue.vectors(sound.id));
      if (!stored) throw new Error(`${splice.name} was not heard.`);
      const { embeddings, levelsDb } = stored;
      const values = { embeddings, levelsDb, frameCategories: categorize(embeddings) };
      heard.push({ splice, id: sound.id, values, truth: frameTruth(splice, levelsDb.length) });
    }
  } finally {
    await catalogue.close();
  }
  return heard;
}

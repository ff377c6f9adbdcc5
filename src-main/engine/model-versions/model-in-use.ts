/** What listening and suggesting need of a model version. */
import path from 'node:path';
import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import { readShippedModel } from '../../encoder/index.ts';
import { readStarter, type Starter, shippedStarter } from '../../suggestions/index.ts';
import { readKnown } from './known-sounds.ts';
import { SUGGESTION_HEAD_FILE } from './version-folders.ts';

export type ModelInUse = {
  readonly id: ModelVersionId;
  /** Of its model files; `null`: those that come along. */
  readonly assetsFolder: string | null;
  /** What suggestions are made by; `null`: there is none yet. */
  readonly starter: Starter | null;
  /** Where a thread reads it; `null`: the one that comes along. */
  readonly starterFile: string | null;
  /** Payload → category: labels that its head was taught already, so that a person's same labels don't count twice. */
  readonly known: ReadonlyMap<string, string>;
};

export function shippedInUse(): ModelInUse {
  return {
    id: readShippedModel().id,
    assetsFolder: null,
    starter: shippedStarter(),
    starterFile: null,
    known: new Map(),
  };
}

/** @throws SonothequeError `bad-weights` when its suggestions head is damaged */
export function versionInUse(id: ModelVersionId, folder: string, hasHead: boolean): ModelInUse {
  const starterFile = hasHead ? path.join(folder, SUGGESTION_HEAD_FILE) : null;
  const starter = starterFile === null ? null : readStarter(starterFile);
  return { id, assetsFolder: folder, starter, starterFile, known: readKnown(folder) };
}

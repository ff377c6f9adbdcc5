import type { ModelVersionId } from '../../src-shared/contract/identifiers.ts';

/** The setting that holds which versions were active before: ids, the newest last. */
export const MODEL_ACTIVATIONS = 'modelActivations';

export type NewModelVersion = {
  readonly id: ModelVersionId;
  readonly name: string;
  /** Anything JSON holds: parents, data sets, settings. */
  readonly lineage: unknown;
  /** 512 means of the embeddings; sign bits are taken around it. `null`: zero. */
  readonly embeddingMean: Float32Array | null;
};

export type ModelVersion = NewModelVersion & {
  readonly createdAt: Date;
  readonly active: boolean;
};

/** How much of the present, indexed sounds has vectors of a model version. */
export type Coverage = {
  readonly sounds: number;
  readonly covered: number;
  readonly frames: number;
};

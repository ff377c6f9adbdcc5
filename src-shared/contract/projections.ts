import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { LibraryId, ModelVersionId } from './identifiers.ts';
import type { Job } from './jobs.ts';
import { repeatable } from './procedure.ts';
import { soundFilter } from './sounds.ts';

export const projectionMethods = ['t-sne', 'umap'] as const;
export type ProjectionMethod = (typeof projectionMethods)[number];

/** A map that is kept of the active model version. */
export type KeptProjection = {
  readonly method: ProjectionMethod;
  readonly madeAt: Date;
  /** Sounds on it. */
  readonly sounds: number;
  /** Of these, placed among their nearest since it was made. */
  readonly placedLater: number;
  /** Heard sounds that are about to be placed. */
  readonly lacking: number;
  /** So much came since that it is worth making anew. */
  readonly isStale: boolean;
};

export type ProjectionsState = {
  /** `null`: nothing was listened to yet. */
  readonly modelVersion: ModelVersionId | null;
  /** Sounds that could be on a map. */
  readonly heardSounds: number;
  readonly kept: readonly KeptProjection[];
  /** Another number: what `points` gives may be other. */
  readonly version: number;
};

/** All points of a map as they are now; they are fetched in chunks. */
export type ProjectionSnapshot = {
  readonly id: number;
  readonly count: number;
  readonly pointsAChunk: number;
  /** By library number of a point. */
  readonly libraries: readonly { readonly id: LibraryId; readonly name: string }[];
  /** By category number of a point. */
  readonly categories: readonly string[];
};

const methodInput = z.object({ method: z.enum(projectionMethods) });

/** Maps of all sounds in two dimensions, on which sounds that are alike lie together; one point a sound. */
export const projections = {
  /** Now and after each change. */
  watch: repeatable.output(eventIterator(type<ProjectionsState>())),
  /** Makes the map of the active model version anew, in the background; the job's kind is `project`. */
  make: repeatable.input(methodInput).output(type<Job>()),
  /** `null`: there is no such map. The last few snapshots are kept. */
  open: repeatable.input(methodInput).output(type<ProjectionSnapshot | null>()),
  /** Encoded as src-shared/projections does. Throws `snapshot-gone` when the engine let it go: open it again then. */
  points: repeatable.input(z.object({ snapshotId: z.int().positive(), chunk: z.int().min(0) })).output(type<Blob>()),
  /** The ids of the sounds that a filter finds: 32-bit numbers, little endian. */
  found: repeatable.input(z.object({ filter: soundFilter })).output(type<Blob>()),
};

import type { ContractRouterClient } from '@orpc/contract';
import { app } from './app.ts';
import { catalogue } from './catalogue.ts';
import { collections } from './collections.ts';
import { duplicates } from './duplicates.ts';
import { edits } from './edits.ts';
import { evaluation } from './evaluation.ts';
import { folders } from './folders.ts';
import { history } from './history.ts';
import { jobs } from './jobs.ts';
import { labelLists } from './label-lists.ts';
import { labels } from './labels.ts';
import { libraries } from './libraries.ts';
import { listening } from './listening.ts';
import { markers } from './markers.ts';
import { marks } from './marks.ts';
import { models } from './models.ts';
import { playback } from './playback.ts';
import { plays } from './plays.ts';
import { projections } from './projections.ts';
import { review } from './review.ts';
import { searches } from './searches.ts';
import { session } from './session.ts';
import { settings } from './settings.ts';
import { sounds } from './sounds.ts';
import { training } from './training.ts';
import { ucs } from './ucs.ts';

/** Everything that the engine can do, one file a capability: the window, the command line and whoever comes later use this. */
export const contract = {
  app,
  catalogue,
  folders,
  collections,
  duplicates,
  edits,
  evaluation,
  history,
  jobs,
  labelLists,
  labels,
  libraries,
  listening,
  models,
  playback,
  session,
  markers,
  marks,
  plays,
  projections,
  review,
  searches,
  settings,
  sounds,
  training,
  ucs,
};

/** What a caller may say about a call beside its input. */
export type CallContext = {
  /** No person asked for it (a window refreshes what it shows): background work need not give way. */
  readonly unasked?: boolean;
};

/** The engine as its clients see it, wherever it runs. Every call may throw a SonothequeError. */
export type EngineClient = ContractRouterClient<typeof contract, CallContext>;

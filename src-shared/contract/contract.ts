import type { ContractRouterClient } from '@orpc/contract';
import { app } from './app.ts';
import { catalogue } from './catalogue.ts';
import { duplicates } from './duplicates.ts';
import { folders } from './folders.ts';
import { jobs } from './jobs.ts';
import { labels } from './labels.ts';
import { libraries } from './libraries.ts';
import { listening } from './listening.ts';
import { models } from './models.ts';
import { sounds } from './sounds.ts';

/** Everything that the engine can do, one file a capability: the window, the command line and whoever comes later use this. */
export const contract = { app, catalogue, duplicates, folders, jobs, labels, libraries, listening, models, sounds };

/** What a caller may say about a call beside its input. */
export type CallContext = {
  /** No person asked for it (a window refreshes what it shows): background work need not give way. */
  readonly unasked?: boolean;
};

/** The engine as its clients see it, wherever it runs. Every call may throw a SonothequeError. */
export type EngineClient = ContractRouterClient<typeof contract, CallContext>;

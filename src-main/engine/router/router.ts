import { app } from './app.ts';
import { catalogue } from './catalogue.ts';
import { duplicates } from './duplicates.ts';
import { folders } from './folders.ts';
import { jobs } from './jobs.ts';
import { labels } from './labels.ts';
import { libraries } from './libraries.ts';
import { listening } from './listening.ts';
import { models } from './models.ts';
import { procedures } from './procedures.ts';
import { sounds } from './sounds.ts';

/** The one implementation of the contract. */
export const router = procedures.router({
  app,
  catalogue,
  duplicates,
  folders,
  jobs,
  labels,
  libraries,
  listening,
  models,
  sounds,
});

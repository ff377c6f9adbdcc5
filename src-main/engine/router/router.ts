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
import { procedures } from './procedures.ts';
import { projections } from './projections.ts';
import { review } from './review.ts';
import { searches } from './searches.ts';
import { session } from './session.ts';
import { settings } from './settings.ts';
import { sounds } from './sounds.ts';
import { training } from './training.ts';
import { ucs } from './ucs.ts';

/** The one implementation of the contract. */
export const router = procedures.router({
  app,
  catalogue,
  collections,
  edits,
  evaluation,
  duplicates,
  folders,
  history,
  jobs,
  labelLists,
  labels,
  libraries,
  listening,
  markers,
  marks,
  models,
  playback,
  session,
  plays,
  projections,
  review,
  searches,
  settings,
  sounds,
  training,
  ucs,
});

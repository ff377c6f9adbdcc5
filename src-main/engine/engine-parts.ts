import type { Catalogue } from '../catalogue/index.ts';
import type { Listener } from '../indexing/index.ts';
import type { PlaybackDecoders } from '../playback/index.ts';
import type { CommandProgress } from './history/command-progress.ts';
import type { InterfaceActivity } from './interface-activity.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Notifier } from './jobs/notifier.ts';
import type { LabelPlans } from './label-lists/index.ts';
import type { SuggestionLearner } from './learner/suggestion-learner.ts';
import type { Log } from './log/index.ts';
import type { ModelVersions } from './model-versions/index.ts';
import type { OfferedSounds } from './offered-sounds.ts';
import type { Projections } from './projections/projections.ts';
import type { RenderCache } from './rendering/render-cache.ts';
import type { ReviewSessions } from './review/sessions.ts';
import type { ReaperQueue } from './session/reaper-queue.ts';
import type { TrainingRuns } from './training/index.ts';
import type { UcsLists } from './ucs-lists/index.ts';
import type { LibraryWatcher } from './watching/library-watcher.ts';

/**
 * What the procedures of the contract work with. `catalogue`, `jobs`, `learner`, `training` and `versions` change when a backup is
 * restored.
 */
export type EngineParts = {
  readonly catalogue: Catalogue;
  readonly jobs: Jobs;
  readonly learner: SuggestionLearner;
  readonly training: TrainingRuns;
  /** Of the active model version; without a catalogue, the shipped one. */
  readonly listener: Listener;
  /** Of the version that comes along, whichever is active. */
  readonly shippedListener: Listener;
  readonly versions: ModelVersions;
  readonly decoders: PlaybackDecoders;
  /** Files for other programs to take. */
  readonly renders: RenderCache;
  /** Sounds that windows bring to be compared. */
  readonly offers: OfferedSounds;
  /** Imports of labels that somebody looks at. */
  readonly labelPlans: LabelPlans;
  /** The UCS list in force. */
  readonly ucsLists: UcsLists;
  readonly reaper: ReaperQueue;
  /** Maps of all sounds. */
  readonly projections: Projections;
  readonly reviews: ReviewSessions;
  readonly activity: InterfaceActivity;
  readonly watcher: LibraryWatcher;
  /** Of sounds, labels and suggestions. */
  readonly changes: Notifier;
  /** What people's commands did, and how far long ones are. */
  readonly commands: CommandProgress;
  readonly settingsChanges: Notifier;
  readonly log: Log;
  /** Closes the catalogue, puts a backup in its place and goes on with that; resolves with where that one lies now. */
  readonly restore: (file: string) => Promise<string | null>;
};

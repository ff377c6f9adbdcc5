import type { AppState, Room } from '../state.ts';

/** Not before the engine has said so. */
export const isFirstRun = (state: AppState): boolean => state.library.libraries?.length === 0;
export const hasLibraries = (state: AppState): boolean => (state.library.libraries?.length ?? 0) > 0;
export const isReviewing = (state: AppState): boolean => state.review.isOpen;
/** The screen that has the window. */
export const placeNow = ({ review, shell }: AppState): Room | 'review' => (review.isOpen ? 'review' : shell.room);
/** What suggestions are taken from: the sound on show in the review, else the chosen one. */
export const suggestionsNow = ({ review, browser }: AppState): number =>
  (review.isOpen
    ? review.walk.steps[review.walk.at]?.item.members[0]?.sound.suggestions
    : browser.selection?.sound?.suggestions
  )?.length ?? 0;
export const hasResults = (state: AppState): boolean => (state.browser.results?.count ?? 0) > 0;
export const hasSelection = (state: AppState): boolean => !!state.browser.selection?.sound;
export const countSelected = ({ selected }: AppState['browser']): number =>
  selected.reduce((sum, { first, end }) => sum + end - first, 0);
export const canPlay = ({ player }: AppState): boolean => player.sound !== null && player.problem === null;
export const hasJobs = (state: AppState): boolean =>
  [...(state.jobs.byId?.values() ?? [])].some(({ finishedAt }) => finishedAt === null);

/**
 * Marks a request that no person asked for (a window that refreshes what it shows while a job runs), so that background
 * work does not give way to it.
 */
export const UNASKED_HEADER = 'sonotheque-unasked';

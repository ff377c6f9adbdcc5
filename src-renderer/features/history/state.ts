import type { HistoryState } from '../../../src-shared/contract/history.ts';

/** What undo and redo would be about and how far long commands are, as the engine tells it. */
export type HistoryPart = HistoryState;

export const initialHistoryPart: HistoryPart = { undo: null, redo: null, working: [] };

import type { HistoryRecord } from '../../../src-shared/contract/history.ts';
import type { HistoryEntry } from '../../catalogue/index.ts';
import { titleOf } from './titles.ts';

/** An entry of the catalogue's history as the contract says it. */
export function toHistoryRecord(entry: HistoryEntry): HistoryRecord {
  const { number, id, action, author, device, state, sounds, createdAt } = entry;
  return { number, id, action, title: titleOf(entry), author, device, state, sounds, at: createdAt };
}

import { randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';

/** Tells a main file from all other states with the same past: an index made for one of those no longer fits as it is. */
export function giveNewToken(db: Database): void {
  db.prepare('UPDATE catalogue_state SET previous_token = token, token = ?').run(randomBytes(16).toString('hex'));
}

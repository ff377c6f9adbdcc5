import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openForWriting } from '../database/open.ts';
import { temporaryFolder } from '../testing/fixtures.ts';
import { createWriteSession, type WriteSession } from './session.ts';

let folder: ReturnType<typeof temporaryFolder>;
let session: WriteSession;

beforeEach(() => {
  folder = temporaryFolder();
  session = createWriteSession(openForWriting(join(folder.path, 'a.sonotheque')).db);
});
afterEach(() => {
  session.db.close();
  folder.remove();
});

/** As SQLite counts: 1 leaves a commit to the system, 2 waits for the disk. */
const synchronous = (): unknown => session.db.pragma('main.synchronous', { simple: true });
const [left, waits] = [1, 2];

describe('the parts of a large command', () => {
  it('wait for the disk only where nothing follows', () => {
    expect(session.transact(synchronous, { moreFollows: true })).toBe(left);
    expect(session.transact(synchronous, { moreFollows: false })).toBe(waits);
    expect(session.transact(synchronous)).toBe(waits);
  });

  it('wait where the index is written, which must never be ahead of the catalogue', () => {
    expect(session.transact(synchronous, { moreFollows: true, index: true })).toBe(waits);
  });

  it('leave the next command waiting, also after one that failed', () => {
    const failing = () =>
      session.transact(
        () => {
          throw new Error('refused');
        },
        { moreFollows: true },
      );
    expect(failing).toThrow('refused');
    expect(synchronous()).toBe(waits);
  });
});

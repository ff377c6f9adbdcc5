import { randomInt } from 'node:crypto';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { ReviewScope } from './scope.ts';
import { type ReviewParts, ReviewSession } from './session.ts';

/** More windows than anybody reviews in at a time; the one that was used longest ago goes. */
const mostSessions = 8;
/** In a small library groups are known before the first of them is on show. */
const SURVEY_MILLISECONDS = 500;

/** The reviews under way. */
export class ReviewSessions {
  readonly #parts: ReviewParts;
  readonly #sessions = new Map<number, ReviewSession>();
  // A number of an engine that is gone means none of this one.
  #lastId = randomInt(1_000_000) * 1_000;

  constructor(parts: ReviewParts) {
    this.#parts = parts;
  }

  /** @param auditSeed decides which sounds are audited; drawn by default */
  async open(scope: ReviewScope, auditSeed = randomInt(2 ** 31)): Promise<ReviewSession> {
    this.#lastId += 1;
    const session = new ReviewSession(this.#lastId, scope, this.#parts, auditSeed);
    await session.refresh();
    await session.surveyedWithin(SURVEY_MILLISECONDS);
    this.#sessions.set(session.id, session);
    for (const oldest of this.#sessions.keys()) {
      if (this.#sessions.size <= mostSessions) break;
      this.close(oldest);
    }
    return session;
  }

  /** @throws SonothequeError `review-gone` */
  get(id: number): ReviewSession {
    const session = this.#sessions.get(id);
    if (session === undefined) {
      throw new SonothequeError({
        code: 'review-gone',
        message: 'This review is no longer open.',
        nextStep: 'Open it again: what was decided is kept.',
      });
    }
    this.#sessions.delete(id);
    this.#sessions.set(id, session);
    return session;
  }

  close(id: number): void {
    this.#sessions.get(id)?.close();
    this.#sessions.delete(id);
  }

  closeAll(): void {
    for (const id of [...this.#sessions.keys()]) this.close(id);
  }
}

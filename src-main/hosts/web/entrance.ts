import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { WebHostLimits } from './limits.ts';
import { RateLimit } from './rate-limit.ts';
import { Secrets } from './secrets.ts';
import { offeredSessions, sessionCookie } from './session-cookie.ts';

const MOST_TOKENS = 100;
const MOST_SESSIONS = 1_000;

export type Entry = { readonly cookie: string } | 'wrong' | 'too-many-wrong';

/**
 * Who may come in: whoever brings a token that was given out, once; from then on the browser's session cookie. Wrong
 * tokens are answered late, and after some of them at once and without a look at the clock; a right one always opens,
 * so that nobody can lock a person out by guessing 256 bits.
 */
export class Entrance {
  readonly #port: number;
  readonly #limits: WebHostLimits;
  readonly #tokens = new Secrets(MOST_TOKENS);
  readonly #sessions = new Secrets(MOST_SESSIONS);
  readonly #wrongTokens: RateLimit;

  constructor(port: number, limits: WebHostLimits) {
    this.#port = port;
    this.#limits = limits;
    this.#wrongTokens = new RateLimit(limits.wrongTokensPerMinute / 60, limits.wrongTokensPerMinute);
  }

  /** An address that opens once. `lasting`: until it is used; else for some minutes. */
  newAddress(lasting: boolean): string {
    const token = this.#tokens.issue(lasting ? undefined : this.#limits.tokenMilliseconds);
    return `http://127.0.0.1:${this.#port}/?token=${token}`;
  }

  async enter(token: string): Promise<Entry> {
    if (this.#tokens.redeem(token)) return { cookie: sessionCookie(this.#port, this.#sessions.issue()) };
    if (!this.#wrongTokens.allows()) return 'too-many-wrong';
    await wait(this.#limits.wrongTokenDelayMilliseconds, undefined, { ref: false });
    return 'wrong';
  }

  isInside(request: IncomingMessage): boolean {
    return offeredSessions(request.headers.cookie, this.#port).some((session) => this.#sessions.isValid(session));
  }
}

/** The token of an address with nothing else in it, `/?token=…`; `null` for all others. */
export function tokenIn(url: string): string | null {
  return url.startsWith('/?token=') ? url.slice('/?token='.length) : null;
}

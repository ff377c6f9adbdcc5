/** What one process of a person's own machine gives to whoever knocks; generous for people, narrow for floods. */
export type WebHostLimits = {
  /** Open TCP connections; a browser keeps six to a host, and one a WebSocket. */
  readonly connections: number;
  readonly sockets: number;
  readonly headerBytes: number;
  /** Until the headers of a request are whole. */
  readonly headersMilliseconds: number;
  readonly requestMilliseconds: number;
  /** How often the two above are looked at. */
  readonly checkMilliseconds: number;
  readonly keepAliveMilliseconds: number;
  /** A connection on which nothing moves. A paused player stops reading, and asks again for the rest when it goes on. */
  readonly stalledMilliseconds: number;
  readonly messageBytes: number;
  readonly messageDepth: number;
  readonly messagesPerSecond: number;
  readonly messageBurst: number;
  /** A client may leave this much waiting for `slowMilliseconds` without taking anything, and never more than `mostWaitingBytes`. */
  readonly waitingBytes: number;
  readonly slowMilliseconds: number;
  readonly mostWaitingBytes: number;
  readonly pingMilliseconds: number;
  readonly unansweredPings: number;
  readonly wrongTokensPerMinute: number;
  readonly wrongTokenDelayMilliseconds: number;
  readonly tokenMilliseconds: number;
};

const MIB = 1_024 * 1_024;

export const DEFAULT_LIMITS: WebHostLimits = {
  connections: 64,
  sockets: 32,
  // Browsers send the cookies of every other local server too.
  headerBytes: 32 * 1_024,
  headersMilliseconds: 10_000,
  requestMilliseconds: 15_000,
  checkMilliseconds: 2_000,
  keepAliveMilliseconds: 5_000,
  stalledMilliseconds: 5 * 60_000,
  messageBytes: MIB,
  messageDepth: 64,
  messagesPerSecond: 200,
  messageBurst: 1_000,
  waitingBytes: 8 * MIB,
  slowMilliseconds: 30_000,
  mostWaitingBytes: 64 * MIB,
  pingMilliseconds: 15_000,
  unansweredPings: 4,
  wrongTokensPerMinute: 10,
  wrongTokenDelayMilliseconds: 500,
  tokenMilliseconds: 2 * 60_000,
};

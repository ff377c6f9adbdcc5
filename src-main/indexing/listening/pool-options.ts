/** A listening child ended without having been let go: for the log. */
export type ChildEndedEvent = {
  readonly role: 'decode' | 'encode';
  /** `null` where it could not even be started. */
  readonly pid: number | null;
  readonly reason: string;
  /** Path of the file it was at. */
  readonly file: string | null;
  /** The last 2 KB of what it wrote to standard error. */
  readonly stderrTail: string;
};

/** What both pools of children are told. */
export type PoolOptions = {
  readonly entry: string;
  readonly children: number;
  readonly memoryLimitMegabytes: number;
  /** A child that owes an answer and is silent for so long is ended. */
  readonly hangSeconds: number;
  /** So long a child may take to start: longer than a request, the machine may be busy. */
  readonly startSeconds: number;
  /** A child without work for so long is let go. */
  readonly idleSeconds: number;
  readonly onChildEnded: (event: ChildEndedEvent) => void;
};

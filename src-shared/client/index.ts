export { createInbox } from './inbox.ts';
export { linkOver } from './line-link.ts';
export { asSocket } from './line-socket.ts';
export { linkTo, throwingFailures } from './local-link.ts';
export { type ConnectionState, createReconnectingLink, type EngineLink } from './reconnecting-link.ts';
export { type IndexJobOptions, type IndexJobOutcome, runIndexJob } from './run-index-job.ts';
export { runWorkJob, type WorkJobOptions } from './run-work-job.ts';

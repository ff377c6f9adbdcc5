import { parentPort } from 'node:worker_threads';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { asSonothequeError } from '../database/sqlite-failures.ts';
import { type Commands, endRequest, type Notice, type Request, type Response } from './protocol.ts';

/** Says something to whoever holds the other end, before the answer to the request in hand. */
export function notify(notice: Notice): void {
  parentPort?.postMessage(notice);
}

/** Answers requests one after the other, each to its end, for the life of this thread. */
export function serve(commands: Commands): void {
  const port = parentPort;
  if (port === null) throw new Error('A catalogue thread was started outside a worker.');
  port.on('message', (request: Request | typeof endRequest) => {
    if (request === endRequest) port.close();
    else port.postMessage(answer(commands, request));
  });
}

function answer(commands: Commands, { id, command, args }: Request): Response {
  try {
    const run = commands[command];
    if (run === undefined) throw new Error(`Unknown command ${command}.`);
    return { id, result: run(...(args as never[])) };
  } catch (thrown) {
    const error = asSonothequeError(thrown);
    if (error instanceof SonothequeError) return { id, failure: error.failure };
    return { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

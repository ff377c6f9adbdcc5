import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';

/**
 * Listens on the loopback interface; gives the port. `port` 0: one that is free. Throws SonothequeError `port-in-use` or
 * `port-not-allowed`.
 */
export function listenOnLoopback(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(listenFailure(error, port)));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => resolve((server.address() as AddressInfo).port));
  });
}

function listenFailure(error: Error, port: number): SonothequeError {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') {
    return new SonothequeError({
      code: 'port-in-use',
      message: `Port ${port} is in use by another program.`,
      nextStep: 'Choose another port, or leave it out to get a free one.',
    });
  }
  return new SonothequeError(
    {
      code: 'port-not-allowed',
      message: `Port ${port} can't be opened (${code || error.message}).`,
      nextStep: 'Choose a port between 1024 and 65535, or leave it out to get a free one.',
    },
    { cause: error },
  );
}

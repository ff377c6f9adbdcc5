import { createORPCClient } from '@orpc/client';
import { type ConnectionState, createReconnectingLink, linkOver } from '../../../src-shared/client/index.ts';
import type { EngineClient } from '../../../src-shared/contract/contract.ts';
import { openPortLine, openSocketLine, windowHost } from './lines.ts';

/** The engine behind this window: over the desktop's port where there is one, else the WebSocket of the web host. */
export function connectToEngine(onState: (state: ConnectionState) => void): EngineClient {
  const host = windowHost();
  const address = new URL('/engine', window.location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return createORPCClient(
    createReconnectingLink({
      open: async () => {
        const line = await (host === null ? openSocketLine(address.href) : openPortLine(host));
        return { link: linkOver(line), onGone: line.onClose };
      },
      onState,
      wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    }),
  );
}

import type { ClientLink } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { CallContext } from '../contract/contract.ts';
import type { MessageLine } from '../contract/message-line.ts';
import { UNASKED_HEADER } from '../contract/unasked.ts';
import { asSocket } from './line-socket.ts';

/** Carries calls over one line, until it closes. */
export function linkOver(line: MessageLine): ClientLink<CallContext> {
  return new RPCLink<CallContext>({
    websocket: asSocket(line) as unknown as WebSocket,
    headers: ({ context }) => (context.unasked ? { [UNASKED_HEADER]: '1' } : {}),
  });
}

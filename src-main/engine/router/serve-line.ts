import { RPCHandler } from '@orpc/server/ws';
import { asSocket } from '../../../src-shared/client/index.ts';
import type { MessageLine } from '../../../src-shared/contract/message-line.ts';
import { UNASKED_HEADER } from '../../../src-shared/contract/unasked.ts';
import type { EngineParts } from '../engine-parts.ts';
import type { RequestContext } from './procedures.ts';
import { router } from './router.ts';

/** `person`: what comes over the line is a person's wish, unless it says otherwise. */
export type LineOrigin = 'person' | 'command';

const handler = new RPCHandler<RequestContext>(router, {
  interceptors: [
    ({ next, request, context, ...rest }) =>
      next({
        ...rest,
        request,
        context: { ...context, byPerson: context.byPerson && request.headers[UNASKED_HEADER] === undefined },
      }),
  ],
});

/** Answers whatever comes over a line, until it closes. */
export function serveLine(line: MessageLine, parts: EngineParts, origin: LineOrigin): void {
  void handler.upgrade(asSocket(line) as never, { context: { parts, byPerson: origin === 'person' } });
}

import { type ClientLink, createORPCClient } from '@orpc/client';
import { clientError, withClientErrors } from '../contract/client-failures.ts';
import type { CallContext, EngineClient } from '../contract/contract.ts';
import { isStream } from '../contract/streams.ts';

type AnyProcedure = (input: unknown, options: object) => Promise<unknown>;

/** Carries calls to an engine in this process. */
export function linkTo(client: EngineClient): ClientLink<CallContext> {
  return { call: (path, input, options) => procedureAt(client, path)(input, options) };
}

/** A client in this process whose failures arrive as SonothequeErrors, as those of every other client do. */
export function throwingFailures(client: EngineClient): EngineClient {
  const link = linkTo(client);
  return createORPCClient<EngineClient>({
    call: async (path, input, options) => {
      try {
        const output = await link.call(path, input, options);
        return isStream(output) ? withClientErrors(output) : output;
      } catch (thrown) {
        throw clientError(thrown);
      }
    },
  });
}

function procedureAt(client: EngineClient, path: readonly string[]): AnyProcedure {
  let found: unknown = client;
  for (const name of path) found = Reflect.get(found as object, name);
  return found as AnyProcedure;
}

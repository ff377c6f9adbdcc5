import { createORPCClient } from '@orpc/client';
import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/websocket';
import { expect, it, vi } from 'vitest';
import {
  type ConnectionState,
  createReconnectingLink,
  linkOver,
  pauseBefore,
} from '../../../src-shared/client/index.ts';
import { contract, type EngineClient } from '../../../src-shared/contract/contract.ts';
import type { MessageLine } from '../../../src-shared/contract/message-line.ts';

type Message = string | Uint8Array<ArrayBuffer>;

/** A line to an engine in this process, and a hand to cut it. */
function lineTo(router: ConstructorParameters<typeof RPCHandler>[0]): {
  readonly line: MessageLine;
  readonly cut: () => void;
} {
  const server = new EventTarget();
  let toClient: (message: Message) => void = () => {};
  const closing: (() => void)[] = [];
  let closed = false;
  const cut = (): void => {
    if (closed) return;
    closed = true;
    server.dispatchEvent(new Event('close'));
    for (const tell of closing) tell();
  };
  new RPCHandler(router).upgrade(
    Object.assign(server, {
      send: (message: string | ArrayBufferLike | Uint8Array<ArrayBuffer>) => {
        if (!closed) queueMicrotask(() => toClient(message as Message));
      },
    }) as unknown as WebSocket,
  );
  const line: MessageLine = {
    send: async (message) => {
      if (!closed) server.dispatchEvent(new MessageEvent('message', { data: message }));
    },
    onMessage: (listener) => {
      toClient = listener;
    },
    onClose: (listener) => {
      if (closed) listener();
      else closing.push(listener);
    },
    close: cut,
  };
  return { line, cut };
}

const os = implement(contract);

function connectTo(router: ConstructorParameters<typeof RPCHandler>[0]) {
  const states: ConnectionState[] = [];
  const cuts: (() => void)[] = [];
  const open = vi.fn(async () => {
    const { line, cut } = lineTo(router);
    cuts.push(cut);
    return { link: linkOver(line), onGone: line.onClose };
  });
  const link = createReconnectingLink({ open, onState: (state) => states.push(state), wait: async () => {} });
  return { engine: createORPCClient<EngineClient>(link), states, cutLine: () => cuts.at(-1)?.() };
}

it('sends a harmless call again over the next line', async () => {
  let asked = 0;
  const { engine, states, cutLine } = connectTo({
    models: {
      list: os.models.list.handler(() => {
        asked += 1;
        return asked === 1 ? new Promise(() => {}) : [];
      }),
    },
  });
  const answer = engine.models.list();
  await vi.waitFor(() => expect(asked).toBe(1), 20_000);
  cutLine();
  expect(await answer).toEqual([]);
  expect(states).toEqual(['connecting', 'connected', 'lost', 'connected']);
});

it('leaves it to the person where a second time would be a second act', async () => {
  let asked = 0;
  const { engine, cutLine } = connectTo({
    jobs: {
      clearHistory: os.jobs.clearHistory.handler(() => {
        asked += 1;
        return new Promise(() => {});
      }),
    },
  });
  const answer = engine.jobs.clearHistory();
  const rejection = expect(answer).rejects.toMatchObject({ failure: { code: 'connection-lost' } });
  await vi.waitFor(() => expect(asked).toBe(1), 20_000);
  cutLine();
  await rejection;
  expect(asked).toBe(1);
});

it('gives failures back as SonothequeErrors, also within a stream', async () => {
  const failure = { code: 'disk-full', message: 'The disk is full.', nextStep: null };
  const { engine } = connectTo({
    models: {
      list: os.models.list.handler(({ errors }) => {
        throw errors.FAILURE({ data: failure });
      }),
    },
    catalogue: {
      watch: os.catalogue.watch.handler(async function* ({ errors }) {
        yield { revision: 1 };
        throw errors.FAILURE({ data: failure });
      }),
    },
  });
  await expect(engine.models.list()).rejects.toMatchObject({ failure });
  const seen: number[] = [];
  const reading = (async () => {
    for await (const { revision } of await engine.catalogue.watch()) seen.push(revision);
  })();
  await expect(reading).rejects.toMatchObject({ failure });
  expect(seen).toEqual([1]);
});

it('tells the reader of a stream that the line is gone', async () => {
  const { engine, cutLine } = connectTo({
    catalogue: {
      watch: os.catalogue.watch.handler(async function* () {
        yield { revision: 1 };
        await new Promise(() => {});
      }),
    },
  });
  const stream = await engine.catalogue.watch();
  expect(await stream.next()).toMatchObject({ value: { revision: 1 } });
  const next = expect(stream.next()).rejects.toMatchObject({ failure: { code: 'connection-lost' } });
  cutLine();
  await next;
});

it('tries again after longer and longer pauses', () => {
  expect([0, 1, 2, 3, 9].map(pauseBefore)).toEqual([0, 250, 500, 1_000, 4_000]);
});

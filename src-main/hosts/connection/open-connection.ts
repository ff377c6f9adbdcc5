import { createORPCClient } from '@orpc/client';
import { createReconnectingLink } from '../../../src-shared/client/index.ts';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { rest } from '../../../src-shared/jobs/index.ts';
import { cataloguePath, Engine } from '../../engine/index.ts';
import { attach } from './attach.ts';
import type { Connection, ConnectionOptions } from './connection.ts';
import { readEndpoint } from './endpoint.ts';
import { attachedWay, ownWay, type Way } from './way.ts';

/** An owner that leaves is gone within this; one that announced itself and answers nothing for so long is stuck. */
const PATIENCE_MILLISECONDS = 10_000;
/** One that has just got the catalogue announces itself within this, also where it has to look for damage first. */
const PATIENCE_WITH_OPENING_MILLISECONDS = 30_000;
const LOCK_WAIT_MILLISECONDS = 300;
const LOOK_MILLISECONDS = 50;
const FIRST_LOOK_MILLISECONDS = 200;
const LONGEST_LOOK_MILLISECONDS = 4_000;
/** A way that is gone sooner was none. */
const LASTING_MILLISECONDS = 500;

/**
 * Opens the engine of a catalogue here, or attaches to the process that has it open.
 * @throws SonothequeError `catalogue-in-use` (by one that can't be attached to), `engine-other-version`, and whatever
 *   keeps the catalogue from being opened
 */
export async function openConnection(options: ConnectionOptions): Promise<Connection> {
  const catalogue = cataloguePath(options.catalogue);
  const closing = new AbortController();
  let current: Promise<Way>;
  let way: Way | null = null;
  let foundAt = Number.NEGATIVE_INFINITY;
  const reconnect = async (): Promise<Way> => {
    // One that answers and hangs up at once must not keep this process busy.
    if (performance.now() - foundAt < LASTING_MILLISECONDS) await rest(LASTING_MILLISECONDS, closing.signal);
    const next = await findWay(catalogue, options);
    foundAt = performance.now();
    if (way) options.onNotice?.(next.role === 'owner' ? TOOK_OVER : ATTACHED_ANEW);
    way = next;
    next.onGone(() => {
      if (!closing.signal.aborted) {
        current = reconnect();
        current.catch(() => {});
      }
    });
    return next;
  };
  current = reconnect();
  const first = await current;
  if (first.role === 'attached' && options.service) options.onNotice?.(ATTACHED);

  const link = createReconnectingLink({
    open: async () => {
      if (closing.signal.aborted) throw closed();
      // One that failed is not kept: the reason may pass.
      current = current.catch(reconnect);
      return current;
    },
    isFinal: () => !options.service || closing.signal.aborted,
    onState: () => {},
    wait: (milliseconds) => rest(milliseconds, closing.signal),
  });
  return {
    client: createORPCClient(link),
    role: () => way?.role ?? first.role,
    serve: (line) => void current.then(({ serve }) => serve(line), line.close),
    close: async () => {
      closing.abort();
      await (await current.catch(() => null))?.close();
    },
  };
}

function closed(): SonothequeError {
  return new SonothequeError({ code: 'closed', message: 'This connection was closed.', nextStep: null });
}

const ATTACHED = 'Another Sonotheque has this catalogue open; this one works through it.';
const TOOK_OVER = 'The other Sonotheque has ended; this one goes on by itself.';
const ATTACHED_ANEW = 'The other Sonotheque has ended; this one works through the next.';

async function findWay(catalogue: string, options: ConnectionOptions): Promise<Way> {
  let announced: string | undefined;
  let since = performance.now();
  for (let attempt = 0; ; attempt += 1) {
    const line = await attachUnlessLooking(catalogue, options);
    if (line) return attachedWay(line, catalogue);
    try {
      return await own(catalogue, options);
    } catch (error) {
      const held = error instanceof SonothequeError && error.failure.code === 'catalogue-in-use';
      // Somebody is opening or closing it at this moment: it can be attached to, or had, shortly.
      if (!held) throw error;
      const address = (await readEndpoint(catalogue))?.address;
      // Only from its announcement on can an owner be attached to, however long its opening took.
      if (address !== announced) {
        announced = address;
        since = performance.now();
      }
      const patience = announced === undefined ? PATIENCE_WITH_OPENING_MILLISECONDS : PATIENCE_MILLISECONDS;
      if (performance.now() - since > patience) throw error;
    }
    await untilAnnounced(catalogue, Math.min(LONGEST_LOOK_MILLISECONDS, FIRST_LOOK_MILLISECONDS * 2 ** attempt));
  }
}

/** Trying to own it starts threads: many who did that again and again would starve the one who opens it. */
async function untilAnnounced(catalogue: string, mostMilliseconds: number): Promise<void> {
  const end = performance.now() + mostMilliseconds * (0.5 + Math.random());
  while (performance.now() < end && !(await readEndpoint(catalogue))) await rest(LOOK_MILLISECONDS);
}

async function attachUnlessLooking(catalogue: string, { service, readOnly }: ConnectionOptions) {
  try {
    return await attach(catalogue, service ? 'person' : 'command');
  } catch (error) {
    // Looking works beside an engine of any version.
    if (readOnly) return null;
    throw error;
  }
}

async function own(catalogue: string, { service, readOnly }: ConnectionOptions): Promise<Way> {
  const engine = await Engine.open({
    catalogue,
    readOnly: readOnly ?? false,
    waitMilliseconds: LOCK_WAIT_MILLISECONDS,
  });
  try {
    if (service) await engine.beginService();
    return await ownWay(engine, catalogue, !readOnly);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

import { type EngineLink, linkOver, linkTo } from '../../../src-shared/client/index.ts';
import type { MessageLine } from '../../../src-shared/contract/message-line.ts';
import type { Engine } from '../../engine/index.ts';
import { attach } from './attach.ts';
import { listenAsOwner } from './owner-server.ts';
import type { SocketLine } from './socket-line.ts';

/** One way to the engine of a catalogue, for as long as it lasts. */
export type Way = EngineLink & {
  readonly role: 'owner' | 'attached';
  readonly serve: (line: MessageLine) => void;
  readonly close: () => Promise<void>;
};

/** The engine runs here, and others may attach to it. */
export async function ownWay(engine: Engine, catalogue: string, shared: boolean): Promise<Way> {
  const lines = new Set<MessageLine>();
  const hold = (line: MessageLine): MessageLine => {
    lines.add(line);
    line.onClose(() => lines.delete(line));
    return line;
  };
  const server = shared
    ? await listenAsOwner(catalogue, (line, origin) => engine.serve(hold(line), origin)).catch(() => null)
    : null;
  return {
    role: 'owner',
    link: linkTo(engine.client()),
    onGone: () => {},
    serve: (line) => engine.serve(hold(line), 'person'),
    close: async () => {
      // Cut first: what is under way is sent again to the next owner instead of failing at a closed catalogue.
      for (const line of lines) line.close();
      await server?.close();
      await engine.close();
    },
  };
}

/** The engine runs in another process. */
export function attachedWay(line: MessageLine, catalogue: string): Way {
  return {
    role: 'attached',
    link: linkOver(line),
    onGone: line.onClose,
    serve: (window) => void joinToOwner(window, catalogue),
    close: async () => line.close(),
  };
}

/** Messages on their way to a slow window, past which the owner is made to wait; the owner then waits for the window. */
const MOST_ON_THEIR_WAY = 16;
/** Bytes on their way to an owner that takes none; more of a window's requests are not kept here. */
const MOST_BYTES_TO_OWNER = 64 * 1024 * 1024;

/** Hands every message on, unread; when one side goes, so does the other. */
async function joinToOwner(window: MessageLine, catalogue: string): Promise<void> {
  const owner = await attach(catalogue, 'person').catch(() => null);
  if (owner) join(window, owner);
  else window.close();
}

export function join(window: MessageLine, owner: SocketLine): void {
  owner.onClose(window.close);
  window.onClose(owner.close);
  let toWindow = 0;
  owner.onMessage((message) => {
    toWindow += 1;
    if (toWindow === MOST_ON_THEIR_WAY) owner.pause();
    void window.send(message).then(() => {
      toWindow -= 1;
      if (toWindow === 0) owner.resume();
    });
  });
  let bytesToOwner = 0;
  window.onMessage((message) => {
    const bytes = message.length;
    bytesToOwner += bytes;
    if (bytesToOwner > MOST_BYTES_TO_OWNER && bytesToOwner > bytes) return owner.close();
    void owner.send(message).then(() => {
      bytesToOwner -= bytes;
    });
  });
}

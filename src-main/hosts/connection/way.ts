import { type EngineLink, linkOver, linkTo } from '../../../src-shared/client/index.ts';
import type { MessageLine } from '../../../src-shared/contract/message-line.ts';
import type { Engine } from '../../engine/index.ts';
import { attach } from './attach.ts';
import { listenAsOwner } from './owner-server.ts';

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

/** Hands every message on, unread; when one side goes, so does the other. */
async function joinToOwner(window: MessageLine, catalogue: string): Promise<void> {
  const owner = await attach(catalogue, 'person').catch(() => null);
  if (!owner) {
    window.close();
    return;
  }
  owner.onClose(window.close);
  window.onClose(owner.close);
  owner.onMessage((message) => void window.send(message));
  window.onMessage((message) => void owner.send(message));
}

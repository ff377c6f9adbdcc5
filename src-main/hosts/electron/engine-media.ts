import type { FromEngine, MediaRequest, ToEngine } from './engine-messages.ts';
import { withoutNeighbours } from './port-line.ts';

/** Answers a request of the page for bytes. */
export type AnswerMedia = (request: MediaRequest) => Promise<{
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: AsyncIterable<Uint8Array> | Uint8Array | null;
}>;

type MediaMessage = Extract<ToEngine, { kind: 'media' | 'media-more' | 'media-stop' }>;

/** Sends the main process what its pages play, one piece for each that they took. */
export class EngineMedia {
  readonly #answer: AnswerMedia;
  readonly #send: (message: FromEngine) => void;
  readonly #bodies = new Map<number, AsyncIterator<Uint8Array>>();

  constructor(answer: AnswerMedia, send: (message: FromEngine) => void) {
    this.#answer = answer;
    this.#send = send;
  }

  async handle(message: MediaMessage): Promise<void> {
    switch (message.kind) {
      case 'media':
        return this.#begin(message);
      case 'media-more':
        return this.#more(message.id);
      case 'media-stop': {
        const body = this.#bodies.get(message.id);
        this.#bodies.delete(message.id);
        await body?.return?.();
      }
    }
  }

  async #begin({ id, method, path, range, ifRange }: Extract<MediaMessage, { kind: 'media' }>): Promise<void> {
    try {
      const { status, headers, body } = await this.#answer({ method, path, range, ifRange });
      if (body !== null) this.#bodies.set(id, inPieces(body));
      this.#send({ kind: 'media-head', id, status, headers: { ...headers }, hasBody: body !== null });
    } catch {
      this.#send({ kind: 'media-head', id, status: 500, headers: {}, hasBody: false });
    }
  }

  async #more(id: number): Promise<void> {
    const body = this.#bodies.get(id);
    if (body === undefined) {
      this.#send({ kind: 'media-end', id, complete: false });
      return;
    }
    try {
      const next = await body.next();
      if (next.done) {
        this.#bodies.delete(id);
        this.#send({ kind: 'media-end', id, complete: true });
      } else {
        this.#send({ kind: 'media-piece', id, bytes: withoutNeighbours(next.value) });
      }
    } catch {
      this.#bodies.delete(id);
      this.#send({ kind: 'media-end', id, complete: false });
    }
  }
}

async function* inPieces(body: AsyncIterable<Uint8Array> | Uint8Array): AsyncGenerator<Uint8Array> {
  if (body instanceof Uint8Array) yield body;
  else yield* body;
}

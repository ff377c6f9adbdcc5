import type { DraggedRegion } from '../../../src-shared/contract/window-host.ts';
import type { PassedPort } from './electron-api.ts';
import type { FromEngine, MediaRequest } from './engine-messages.ts';
import type { EngineSupervisor } from './engine-supervisor.ts';

type Head = Extract<FromEngine, { kind: 'media-head' }>;

type PendingMedia = {
  readonly answer: (head: Head | null) => void;
  /** Resolves the pull that is under way. */
  piece: PromiseWithResolvers<Uint8Array<ArrayBuffer> | null> | null;
};

const unavailable = () =>
  new Response('The engine is starting. Try again in a moment.', {
    status: 503,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1' },
  });

/** What the main process itself asks the engine process: bytes for the page's media elements, and where a sound lies. */
export class EngineRequests<Port extends PassedPort> {
  readonly #engine: EngineSupervisor<Port>;
  readonly #media = new Map<number, PendingMedia>();
  readonly #searches = new Map<number, (path: string | null) => void>();
  #lastId = 0;

  constructor(engine: EngineSupervisor<Port>) {
    this.#engine = engine;
    engine.onMessage((message) => this.#receive(message));
    engine.onLoss(() => this.#giveUp());
  }

  /** Answers `/audio/…` and `/peaks/…`; the engine reads on only as the page takes what it read. */
  async media(request: MediaRequest): Promise<Response> {
    const id = ++this.#lastId;
    const { promise, resolve } = Promise.withResolvers<Head | null>();
    const pending: PendingMedia = { answer: resolve, piece: null };
    this.#media.set(id, pending);
    if (!this.#engine.post({ kind: 'media', id, ...request })) resolve(null);
    const head = await promise;
    if (head === null || !head.hasBody) this.#media.delete(id);
    if (head === null) return unavailable();
    return new Response(head.hasBody ? this.#body(id, pending) : null, { status: head.status, headers: head.headers });
  }

  /**
   * @param region where a file of this part alone is wanted
   * @returns the absolute path, or null where the engine doesn't know the sound, can't make the part, or is gone
   */
  findSound(soundId: number, region: DraggedRegion | null = null): Promise<string | null> {
    const id = ++this.#lastId;
    const { promise, resolve } = Promise.withResolvers<string | null>();
    this.#searches.set(id, resolve);
    if (!this.#engine.post({ kind: 'find-sound', id, soundId, region })) this.#found(id, null);
    return promise;
  }

  /** @returns the absolute path of a file that was sent, or null where the log doesn't know it, or the engine is gone */
  findSent(sendId: string, place: number): Promise<string | null> {
    const id = ++this.#lastId;
    const { promise, resolve } = Promise.withResolvers<string | null>();
    this.#searches.set(id, resolve);
    if (!this.#engine.post({ kind: 'find-sent', id, sendId, place })) this.#found(id, null);
    return promise;
  }

  #body(id: number, pending: PendingMedia): ReadableStream<Uint8Array<ArrayBuffer>> {
    return new ReadableStream(
      {
        pull: async (controller) => {
          pending.piece = Promise.withResolvers();
          this.#engine.post({ kind: 'media-more', id });
          if (!this.#media.has(id)) pending.piece.reject(new Error('The engine has ended.'));
          const bytes = await pending.piece.promise;
          if (bytes === null) controller.close();
          else controller.enqueue(bytes);
        },
        cancel: () => {
          this.#media.delete(id);
          this.#engine.post({ kind: 'media-stop', id });
        },
      },
      { highWaterMark: 1 },
    );
  }

  #receive(message: FromEngine): void {
    switch (message.kind) {
      case 'media-head':
        this.#media.get(message.id)?.answer(message);
        break;
      case 'media-piece':
        this.#media.get(message.id)?.piece?.resolve(message.bytes);
        break;
      case 'media-end': {
        const pending = this.#media.get(message.id);
        this.#media.delete(message.id);
        if (message.complete) pending?.piece?.resolve(null);
        else pending?.piece?.reject(new Error('The sound could not be read to its end.'));
        break;
      }
      case 'sound-file':
        this.#found(message.id, message.path);
        break;
      default:
        break;
    }
  }

  #found(id: number, path: string | null): void {
    this.#searches.get(id)?.(path);
    this.#searches.delete(id);
  }

  #giveUp(): void {
    for (const [id, pending] of this.#media) {
      this.#media.delete(id);
      pending.answer(null);
      pending.piece?.reject(new Error('The engine has ended.'));
    }
    for (const id of [...this.#searches.keys()]) this.#found(id, null);
  }
}

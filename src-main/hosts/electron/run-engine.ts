import { type Failure, SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { Connection } from '../connection/connection.ts';
import type { PassedPort, PortOutsideRenderer } from './electron-api.ts';
import { type AnswerMedia, EngineMedia } from './engine-media.ts';
import { type FromEngine, type ToEngine, toEngine } from './engine-messages.ts';
import { portLine } from './port-line.ts';

/** Electron's `process.parentPort`, as far as it is used. */
export type ParentPort = {
  on(
    event: 'message',
    listener: (event: {
      readonly data: unknown;
      readonly ports: readonly (PortOutsideRenderer & PassedPort)[];
    }) => void,
  ): unknown;
  postMessage(message: unknown): void;
};

type EngineOptions = {
  readonly openConnection: () => Promise<Connection>;
  readonly answerMedia: (connection: Connection) => AnswerMedia;
  readonly exit: (code: number) => void;
};

/** The engine process: opens the catalogue once and serves every window's port, and the main process's own requests. */
export function runEngine(parentPort: ParentPort, options: EngineOptions): void {
  const send = (message: FromEngine) => parentPort.postMessage(message);
  const opening = options.openConnection();
  const media = opening.then((connection) => new EngineMedia(options.answerMedia(connection), send));
  let refused = false;

  // Listening at once: what comes while the catalogue opens waits for it, in order.
  parentPort.on('message', ({ data, ports }) => {
    const message = toEngine.parse(data);
    handle(message, ports[0]).catch(fail);
  });
  media.catch(fail);

  async function handle(message: ToEngine, port: PortOutsideRenderer | undefined): Promise<void> {
    switch (message.kind) {
      case 'serve': {
        if (port === undefined) return;
        const line = portLine(port);
        (await opening).serve(line);
        return;
      }
      case 'find-sound':
        send({ kind: 'sound-file', id: message.id, path: await fileOf(await opening, message) });
        return;
      case 'find-sent': {
        const sends = await (await opening).client.session.history();
        const output = sends.find((send) => send.id === message.sendId)?.sounds[message.place]?.output;
        send({ kind: 'sound-file', id: message.id, path: output ?? null });
        return;
      }
      case 'close':
        await opening.then(
          (connection) => connection.close(),
          () => undefined,
        );
        options.exit(0);
        return;
      default:
        await (await media).handle(message);
    }
  }

  /** The main process ends a process that can't open its catalogue, once it has read why. */
  function fail(error: unknown): void {
    // Any other error is a fault of ours: the process ends with it and is started again.
    if (!(error instanceof SonothequeError)) throw error;
    if (!refused) send({ kind: 'refused', failure: plain(error.failure) });
    refused = true;
  }
}

function plain({ code, message, nextStep }: Failure): Failure {
  return { code, message, nextStep };
}

/** The sound's own file, or one that holds the part alone; null where there is none, and the window says why. */
async function fileOf(
  { client }: Connection,
  { soundId, region }: Extract<ToEngine, { readonly kind: 'find-sound' }>,
): Promise<string | null> {
  const id = soundId as SoundId;
  try {
    const { pathBase64 } = await (region === null
      ? client.sounds.file({ id })
      : client.playback.prepare({
          id,
          region: { startSeconds: region.startSeconds, endSeconds: region.endSeconds },
          handlesSeconds: region.handlesSeconds ?? 0,
        }));
    return Buffer.from(pathBase64, 'base64').toString('utf8');
  } catch (error) {
    if (error instanceof SonothequeError) return null;
    throw error;
  }
}

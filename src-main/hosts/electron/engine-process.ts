/** Entry of the engine process, a utility process of Electron. */
import process from 'node:process';
import { answerMedia, PlaybackDecoders } from '../../engine/index.ts';
import { openConnection } from '../connection/index.ts';
import { type ParentPort, runEngine } from './run-engine.ts';

// Electron's program is Node for the processes that the engine starts.
process.env.ELECTRON_RUN_AS_NODE = '1';

// Ctrl-C in a terminal reaches every process of the group; the main process says when to close.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {});

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };
const catalogue = process.argv[2];

const decoders = new PlaybackDecoders();

runEngine(parentPort, {
  openConnection: () =>
    openConnection({
      ...(catalogue !== undefined && { catalogue }),
      service: true,
      onNotice: (text) => process.stderr.write(`${text}\n`),
    }),
  answerMedia:
    ({ client }) =>
    (request) =>
      answerMedia(request, {
        file: (id) => client.sounds.file({ id }),
        peaks: async (id, points) => {
          const peaks = await client.sounds.peaks({ id, ...(points === null ? {} : { points }) });
          return peaks === null ? null : new Uint8Array(await peaks.arrayBuffer());
        },
        render: (id, options) => client.playback.prepare({ id, ...options }),
        decoders,
      }),
  exit: (code) => {
    decoders.close();
    process.exit(code);
  },
});

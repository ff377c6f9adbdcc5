/** Process entry: one encoder session; mel frames in, embeddings and category probabilities out. */
import { type Encoder, openEncoder } from '../../encoder/index.ts';
import { describeFailure } from './describe-failure.ts';
import type { EncodeCommand, EncodeEvent } from './protocol.ts';

let encoder: Encoder | null = null;

const send = (event: EncodeEvent) => process.send?.(event);

async function handle(command: EncodeCommand): Promise<void> {
  if (command.kind === 'open') {
    try {
      const opened = await openEncoder({ precision: command.precision, threads: command.threads });
      encoder = opened;
      const { backend, precision, modelVersion, why } = opened;
      send({ kind: 'opened', backend, precision, modelVersion, why });
    } catch (error) {
      send({ kind: 'open-failed', failure: describeFailure(error) });
    }
    return;
  }
  const started = process.cpuUsage();
  try {
    if (!encoder) throw new Error('the encoder is not open');
    const { embeddings, categories } = await encoder.embed(command.mel, command.rows);
    const { user, system } = process.cpuUsage(started);
    send({ kind: 'encoded', id: command.id, embeddings, categories, cpuMilliseconds: (user + system) / 1000 });
  } catch (error) {
    send({ kind: 'encode-failed', id: command.id, failure: describeFailure(error) });
  }
}

// One at a time: a session is single-threaded, and what waits should wait in the engine's queue.
let last = Promise.resolve();
process.on('message', (command: EncodeCommand) => {
  last = last.then(() => handle(command));
});
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => {});

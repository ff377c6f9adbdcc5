/** Process entry: one encoder session; mel frames in, embeddings and category probabilities out. */

import { describeFailure, openChannel } from '../../children/index.ts';
import { type Encoder, openEncoder } from '../../encoder/index.ts';
import type { EncodeCommand, EncodeEvent } from './protocol.ts';

let encoder: Encoder | null = null;

async function handle(command: EncodeCommand): Promise<EncodeEvent> {
  if (command.kind === 'open') {
    try {
      const { precision: wanted, threads, assetsFolder } = command;
      const opened = await openEncoder({
        precision: wanted,
        threads,
        ...(assetsFolder === null ? {} : { assetsFolder }),
      });
      encoder = opened;
      const { backend, precision, modelVersion, why } = opened;
      return { kind: 'opened', backend, precision, modelVersion, why };
    } catch (error) {
      return { kind: 'open-failed', failure: describeFailure(error) };
    }
  }
  const { id } = command;
  const started = process.cpuUsage();
  try {
    if (!encoder) throw new Error('the encoder is not open');
    const { embeddings, categories } = await encoder.embed(command.mel, command.rows);
    const { user, system } = process.cpuUsage(started);
    return { kind: 'encoded', id, embeddings, categories, cpuMilliseconds: (user + system) / 1000 };
  } catch (error) {
    return { kind: 'encode-failed', id, failure: describeFailure(error) };
  }
}

// One at a time: a session is single-threaded, and what waits should wait in the engine's queue.
let last = Promise.resolve();
const channel = openChannel<EncodeCommand, EncodeEvent>((command) => {
  last = last.then(async () => {
    // Not awaited: the next chunk is computed while this one's bytes travel.
    void channel.send(await handle(command));
  });
});

/** Process entry: trains one run, or measures what it would take. */
import { describeFailure, openChannel } from '../../children/index.ts';
import { openBackend } from '../backends/index.ts';
import {
  embedRun,
  estimate,
  prepareRun,
  readRun,
  StopTraining,
  Training,
  type TrainingHost,
} from '../trainer/index.ts';
import type { TrainingCommand, TrainingEvent } from './protocol.ts';

let allowed = false;
let stopped = false;
let wake = Promise.withResolvers<void>();

const host: TrainingHost = {
  async gate() {
    // A turn of the event loop: commands are heard and batches come in between two steps.
    await new Promise((resolve) => setImmediate(resolve));
    while (!allowed && !stopped) await wake.promise;
    if (stopped) throw new StopTraining();
  },
  tell: (news) => void channel.send({ kind: 'news', news }),
  now: () => performance.now(),
};

async function work(command: Extract<TrainingCommand, { threads: number }>) {
  const { kind, runFolder, threads, backend } = command;
  try {
    const run = readRun(runFolder);
    const opened = await openBackend({ threads, ...(backend === null ? {} : { backend }) });
    const prepared = prepareRun(run, opened);
    if (kind === 'estimate') {
      await channel.send({ kind: 'estimated', estimate: await estimate(prepared, host) });
      return;
    }
    if (command.kind === 'embed') {
      const embedded = await embedRun(prepared, command.weights, command.outFile, host.gate);
      await channel.send({ kind: 'embedded', embedded });
      return;
    }
    const training = new Training(prepared, host);
    const { resumedFromEpoch } = training;
    await channel.send({ kind: 'opened', backend: opened.backend, refused: opened.refused, resumedFromEpoch });
    await training.run();
  } catch (error) {
    const reason = error instanceof StopTraining ? new Error('stopped') : error;
    await channel.send({ kind: 'failed', failure: describeFailure(reason) });
  }
}

const channel = openChannel<TrainingCommand, TrainingEvent>((command) => {
  if (command.kind === 'train' || command.kind === 'estimate' || command.kind === 'embed') {
    void work(command);
    return;
  }
  if (command.kind === 'stop') stopped = true;
  else allowed = command.kind === 'go';
  wake.resolve();
  wake = Promise.withResolvers();
});

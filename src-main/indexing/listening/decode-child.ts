/**
 * Process entry: reads strangers' bytes with native code, so that a fault or a hang costs one file and not the engine.
 * Decoding is synchronous; between chunks it waits for credit, so memory stays flat however long the sound is.
 */
import { inspectFile, passOverFile } from '../../audio/index.ts';
import { readMetadataEntries } from '../../audio/metadata/index.ts';
import { describeFailure, openChannel } from '../../children/index.ts';
import type { DecodeCommand, DecodedMessage, DecodeEvent, DecodeRequest } from './protocol.ts';

/** The file in work. The engine sends the next one only after this one's last event. */
type Work = { readonly id: number; credit: number; stopped: boolean; wake: (() => void) | null };
let work: Work | null = null;

async function waitForCredit(current: Work): Promise<void> {
  while (current.credit <= 0 && !current.stopped) {
    await new Promise<void>((resolve) => {
      current.wake = resolve;
    });
  }
}

/** Lets commands in that came during a synchronous stretch. */
function hearCommands(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function decode(request: DecodeRequest, current: Work): Promise<DecodeEvent> {
  const { id } = request;
  const started = process.cpuUsage();
  const path = Buffer.from(request.path.buffer, request.path.byteOffset, request.path.byteLength);
  const metadata = await readMetadataEntries(path);

  const decoded = (found: Pick<DecodedMessage, 'format' | 'payloadHash' | 'metadata' | 'pass'>): DecodedMessage => {
    const { user, system } = process.cpuUsage(started);
    return { kind: 'decoded', id, ...found, cpuMilliseconds: (user + system) / 1000 };
  };

  if (request.knownPayloads.length > 0) {
    const inspected = inspectFile(path);
    if (request.knownPayloads.includes(inspected.payloadHash)) return decoded({ ...inspected, metadata, pass: null });
    await hearCommands();
  }

  const pass = passOverFile(path);
  for (;;) {
    if (current.stopped) {
      pass.return?.(undefined as never);
      return { kind: 'stopped', id };
    }
    const step = pass.next();
    if (step.done) {
      const { format, payloadHash, loudness, peaks, warnings } = step.value;
      const all = { ...metadata, warnings: [...metadata.warnings, ...warnings] };
      return decoded({ format, payloadHash, metadata: all, pass: { loudness, peaks } });
    }
    const { frames, rows, blocks, blockLevelsDb } = step.value;
    current.credit -= 1;
    await channel.send({ kind: 'chunk', id, blocks, rows, mel: frames, blockLevelsDb });
    await waitForCredit(current);
  }
}

async function begin(request: DecodeRequest): Promise<void> {
  const { id, credit } = request;
  const current: Work = { id, credit, stopped: false, wake: null };
  work = current;
  let last: DecodeEvent;
  try {
    last = await decode(request, current);
  } catch (error) {
    last = { kind: 'failed', id, failure: describeFailure(error) };
  }
  work = null;
  try {
    await channel.send(last);
  } catch (error) {
    await channel.send({ kind: 'failed', id, failure: describeFailure(error) });
  }
}

const channel = openChannel<DecodeCommand, DecodeEvent>((command) => {
  if (command.kind === 'decode') {
    void begin(command);
    return;
  }
  // What came too late for its file means nothing.
  if (work?.id !== command.id) return;
  if (command.kind === 'credit') work.credit += 1;
  else work.stopped = true;
  work.wake?.();
});
await channel.send({ kind: 'ready' });

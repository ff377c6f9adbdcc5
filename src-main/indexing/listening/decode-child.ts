/**
 * Process entry: reads strangers' bytes with native code, so that a fault or a hang costs one file and not the engine.
 * Decoding is synchronous; between chunks it waits for credit, so memory stays flat however long the sound is.
 */
import { basename } from 'node:path';
import { inspectFile, passOverFile } from '../../audio/index.ts';
import { readEmbeddedMetadata } from '../../audio/metadata/index.ts';
import { describeFailure } from './describe-failure.ts';
import { describedBy } from './described-by.ts';
import {
  type DecodeCommand,
  type DecodedMessage,
  type DecodeEvent,
  type DecodeRequest,
  MAX_CHUNKS_IN_FLIGHT,
} from './protocol.ts';

let credit = MAX_CHUNKS_IN_FLIGHT;
let wake: (() => void) | null = null;
let stopped = -1;

function send(event: DecodeEvent): Promise<void> {
  return new Promise((resolve) => {
    // An engine that is gone wants nothing more.
    if (!process.send?.(event, undefined, {}, () => resolve())) resolve();
  });
}

async function waitForCredit(): Promise<void> {
  while (credit <= 0) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}

async function decode(request: DecodeRequest): Promise<void> {
  const started = process.cpuUsage();
  const cpuMilliseconds = () => {
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000;
  };
  const path = Buffer.from(request.path.buffer, request.path.byteOffset, request.path.byteLength);
  const metadata = describedBy(await readEmbeddedMetadata(path), basename(path.toString()));

  const sendDecoded = (decoded: Pick<DecodedMessage, 'format' | 'payloadHash' | 'metadata' | 'pass'>) =>
    send({ kind: 'decoded', id: request.id, ...decoded, cpuMilliseconds: cpuMilliseconds() });

  if (request.knownPayloads.length > 0) {
    const inspected = inspectFile(path);
    if (request.knownPayloads.includes(inspected.payloadHash)) {
      return sendDecoded({ ...inspected, metadata, pass: null });
    }
  }

  credit = MAX_CHUNKS_IN_FLIGHT;
  const pass = passOverFile(path);
  for (;;) {
    const step = pass.next();
    if (step.done) {
      const { format, payloadHash, loudness, peaks, warnings } = step.value;
      return sendDecoded({
        format,
        payloadHash,
        metadata: { ...metadata, warnings: [...metadata.warnings, ...warnings] },
        pass: { loudness, peaks },
      });
    }
    const { frames, rows, blocks, blockLevelsDb } = step.value;
    await send({ kind: 'chunk', id: request.id, blocks, rows, mel: frames, blockLevelsDb });
    credit -= 1;
    await waitForCredit();
    if (stopped === request.id) return void pass.return?.(undefined as never);
  }
}

process.on('message', (command: DecodeCommand) => {
  switch (command.kind) {
    case 'decode':
      decode(command).catch((error: unknown) =>
        send({ kind: 'failed', id: command.id, failure: describeFailure(error) }),
      );
      break;
    case 'credit':
      credit += 1;
      wake?.();
      break;
    case 'stop':
      stopped = command.id;
      credit = MAX_CHUNKS_IN_FLIGHT;
      wake?.();
      break;
  }
});
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group; the engine decides when its children end.
process.on('SIGINT', () => {});
await send({ kind: 'ready' });

/**
 * Process entry: reads strangers' bytes with native code, so that a fault or a hang costs one file and not the engine.
 * Decoding is synchronous; between chunks it waits for credit, so memory stays flat however long the sound is.
 */
import { basename } from 'node:path';
import { inspectFile, passOverFile } from '../../audio/index.ts';
import { readEmbeddedMetadata } from '../../audio/metadata/index.ts';
import { describeFailure } from './describe-failure.ts';
import { describedBy } from './described-by.ts';
import { type DecodeCommand, type DecodeEvent, type DecodeRequest, MAX_CHUNKS_IN_FLIGHT } from './protocol.ts';

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

  if (request.knownPayloads.length > 0) {
    const inspected = inspectFile(path);
    if (request.knownPayloads.includes(inspected.payloadHash)) {
      await send({
        kind: 'decoded',
        id: request.id,
        ...inspected,
        metadata,
        pass: null,
        warnings: metadata.warnings,
        cpuMilliseconds: cpuMilliseconds(),
      });
      return;
    }
  }

  credit = MAX_CHUNKS_IN_FLIGHT;
  const pass = passOverFile(path);
  for (;;) {
    const step = pass.next();
    if (step.done) {
      const { format, payloadHash, loudness, peaks, blockCount, warnings } = step.value;
      await send({
        kind: 'decoded',
        id: request.id,
        format,
        payloadHash,
        metadata,
        pass: { loudness, peaks, blockCount },
        warnings: [...metadata.warnings, ...warnings],
        cpuMilliseconds: cpuMilliseconds(),
      });
      return;
    }
    const { frames, rows, blocks, firstBlock, blockLevelsDb } = step.value;
    await send({ kind: 'chunk', id: request.id, firstBlock, blocks, rows, mel: frames, blockLevelsDb });
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

/** The child's end of its pipe to the engine, and what each child owes the engine besides its work. */
import { Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { CHANNEL_FD, entryBeside } from './child-entry.ts';
import type { WatchdogData } from './memory-limit.ts';
import { FrameReader, toFrame } from './message-frames.ts';

export type ChildChannel<Event> = {
  /** Settles when the engine's side has taken the bytes. @throws FrameError where the message is too large to send */
  readonly send: (event: Event) => Promise<void>;
};

/**
 * Opens the channel and starts the watchdog. The process ends when the channel closes: an engine that is gone wants
 * nothing more.
 */
export function openChannel<Command, Event>(onCommand: (command: Command) => void): ChildChannel<Event> {
  const [enginePid = 0, memoryLimitMegabytes = 0] = process.argv.slice(2).map(Number);
  const workerData: WatchdogData = { enginePid, memoryLimitMegabytes };
  new Worker(entryBeside(import.meta.url, 'child-watchdog'), {
    workerData,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
    .on('error', (error) => process.stderr.write(`watchdog: ${error.message}\n`))
    .unref();

  const reader = new FrameReader();
  const socket = new Socket({ fd: CHANNEL_FD, readable: true, writable: true });
  socket.on('data', (piece) => {
    for (const command of reader.push(piece)) onCommand(command as Command);
  });
  socket.on('close', () => process.exit(0));
  socket.on('error', () => process.exit(0));
  // Ctrl-C reaches the whole group; the engine decides when its children end.
  process.on('SIGINT', () => {});

  return {
    send: (event) => {
      const [header, payload] = toFrame(event);
      return new Promise((resolve) => {
        socket.cork();
        socket.write(header);
        socket.write(payload, () => resolve());
        socket.uncork();
      });
    },
  };
}

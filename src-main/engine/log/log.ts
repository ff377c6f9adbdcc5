import { mkdirSync } from 'node:fs';
import { pino } from 'pino';
import { createStream } from 'rotating-file-stream';

/** A message that takes longer is worth knowing of. */
const SLOW_MILLISECONDS = 200;
const FILE_SIZE = '2M';
const KEPT_FILES = 5;

/** What a bug report needs: what ran, what was slow, what died. Never what is heard, labelled or searched for. */
export type Log = {
  readonly note: (event: string, facts?: object) => void;
  /** A mistake of ours. */
  readonly fault: (where: string, error: unknown) => void;
  /** Told of every request; only slow ones are written. */
  readonly slow: (procedure: string, milliseconds: number) => void;
  readonly close: () => Promise<void>;
};

/** Writes nothing. */
export const silentLog: Log = { note: () => {}, fault: () => {}, slow: () => {}, close: async () => {} };

/**
 * A log of one JSON object a line in a folder, `engine.log` and numbered older ones, a few megabytes in all. A full or
 * read-only disk costs lines, never the work.
 */
export function openLog(
  folder: string,
  { fileSize = FILE_SIZE, keptFiles = KEPT_FILES }: { readonly fileSize?: string; readonly keptFiles?: number } = {},
): Log {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    return silentLog;
  }
  const stream = createStream('engine.log', { path: folder, size: fileSize, maxFiles: keptFiles, mode: 0o600 });
  stream.on('error', () => {});
  stream.on('warning', () => {});
  const log = pino({ base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime }, stream);
  return {
    note: (event, facts = {}) => log.info(facts, event),
    fault: (where, error) => log.error({ where, err: error }, 'fault'),
    slow: (procedure, milliseconds) => {
      if (milliseconds >= SLOW_MILLISECONDS) {
        log.warn({ procedure, milliseconds: Math.round(milliseconds) }, 'slow request');
      }
    },
    close: () =>
      new Promise((resolve) => {
        stream.end(() => resolve());
        stream.once('error', () => resolve());
      }),
  };
}

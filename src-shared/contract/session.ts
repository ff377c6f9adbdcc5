import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { Failure } from './failures.ts';
import type { SoundId } from './identifiers.ts';
import { MAX_PAGE, pathInput, soundIdInput } from './inputs.ts';
import { renderInput } from './playback.ts';
import { command, repeatable } from './procedure.ts';

/** What became of one sound that was sent. */
export type SentSound = {
  /** `null`: it is not in the catalogue. */
  readonly soundId: SoundId | null;
  /** Of its file. */
  readonly name: string;
  /** Absolute; `null` where it failed. */
  readonly output: string | null;
  /** `copied`: byte by byte; `rendered`: a part, another rate, depth or form. */
  readonly how: 'copied' | 'rendered' | null;
  readonly failure: Failure | null;
};

export type SendEvent =
  /** `done` of one sound, 0–1. */
  | { readonly kind: 'moving'; readonly place: number; readonly total: number; readonly done: number }
  | { readonly kind: 'sent'; readonly place: number; readonly total: number; readonly sound: SentSound }
  /** The last: what went into the log, and what became of inserting. */
  | { readonly kind: 'ended'; readonly send: SessionSend };

/** A send as the log keeps it. */
export type SessionSend = {
  /** UUIDv7. */
  readonly id: string;
  readonly at: Date;
  readonly folder: string;
  readonly sounds: readonly SentSound[];
  /** More than the log keeps of one send. */
  readonly soundsLeftOut: number;
  readonly insertedInto: 'none' | 'reaper';
  /** Why inserting did not begin; files are in their folder all the same. */
  readonly insertFailure: Failure | null;
};

export const insertTargets = ['none', 'reaper'] as const;

/** How sounds are to be named and formed; what is asked for a preview of their names too. */
const namesInput = z.object({
  ids: z.array(soundIdInput).min(1).max(20),
  nameTemplate: z.string().min(1).max(200),
  region: renderInput.shape.region,
  sampleRateHz: renderInput.shape.sampleRateHz,
  bitDepth: renderInput.shape.bitDepth,
});

/** What inserting into Reaper needs. */
export type ReaperFacts = {
  /** Whether its script listens now. */
  readonly listening: boolean;
  /** Absolute path of the script, to be loaded in Reaper once. */
  readonly script: string;
};

/** A sound or a part of it. */
const part = renderInput.pick({ region: true, channels: true });

export const session = {
  /** Copies or renders sounds into a folder, one after another; never over a file that is there. */
  send: command
    .input(
      renderInput.omit({ region: true, channels: true }).extend({
        sounds: z
          .array(z.union([part.extend({ id: soundIdInput }), part.extend({ path: pathInput })]))
          .min(1)
          .max(MAX_PAGE),
        folder: pathInput,
        nameTemplate: z.string().min(1).max(200).default('{name}'),
        insertInto: z.enum(insertTargets).default('none'),
      }),
    )
    .output(eventIterator(type<SendEvent>())),
  /** What the files would be called, as long as no other file has that name. */
  names: repeatable.input(namesInput).output(type<readonly string[]>()),
  /** Lays the script in the application's data folder, where it stays whatever becomes of the program. */
  reaper: repeatable.output(type<ReaperFacts>()),
  /** Newest first. Nothing is deleted by this list: it says which files were written. */
  history: repeatable.output(type<readonly SessionSend[]>()),
};

import { type } from '@orpc/contract';
import { z } from 'zod';
import { colourInput, commandIdInput, secondsInput, soundIdInput } from './inputs.ts';
import { repeatable } from './procedure.ts';

/** A cue point of a sound, or a region with a name. */
export type MarkerRecord = {
  /** UUID, chosen by who makes it. */
  readonly id: string;
  readonly startSeconds: number;
  /** `null`: a point. */
  readonly endSeconds: number | null;
  readonly name: string;
  /** `#4c8dff`; empty: none. */
  readonly colour: string;
};

/** A cue point or a named region that a file itself brings; only the file's own program changes it. */
export type FileMarkerRecord = Pick<MarkerRecord, 'startSeconds' | 'endSeconds' | 'name'>;

const markerInput = z
  .object({
    id: z.uuid(),
    startSeconds: secondsInput,
    endSeconds: secondsInput.nullable().default(null),
    name: z.string().trim().max(200).default(''),
    colour: colourInput.default(''),
  })
  .refine(({ startSeconds, endSeconds }) => endSeconds === null || endSeconds > startSeconds, {
    error: 'A region ends after it begins.',
  });

const list = type<readonly MarkerRecord[]>();
const ofSound = z.object({ commandId: commandIdInput, id: soundIdInput });

/** By time; each command gives the markers as they are then. */
export const markers = {
  list: repeatable.input(z.object({ id: soundIdInput })).output(list),
  /** What the file brings, as it was when it was listened to; by time. */
  inFile: repeatable.input(z.object({ id: soundIdInput })).output(type<readonly FileMarkerRecord[]>()),
  /** Adds markers, or changes those whose ids are known. */
  put: repeatable.input(ofSound.extend({ markers: z.array(markerInput).min(1).max(200) })).output(list),
  remove: repeatable.input(ofSound.extend({ markerIds: z.array(z.uuid()).min(1).max(200) })).output(list),
};

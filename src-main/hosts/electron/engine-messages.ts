/** What the main process and the engine process say to each other, beside the ports that windows get. */
import { z } from 'zod';

const id = z.int().positive();

/** A request of a page for a sound's bytes or its waveform. */
const mediaRequest = z.object({
  method: z.string(),
  /** With the query, as it came. */
  path: z.string(),
  range: z.string().nullable(),
  ifRange: z.string().nullable(),
});
export type MediaRequest = Readonly<z.output<typeof mediaRequest>>;

/** To the engine process. `serve` comes with one port. */
export const toEngine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('serve') }),
  mediaRequest.extend({ kind: z.literal('media'), id }),
  /** There is room for one more piece. */
  z.object({ kind: z.literal('media-more'), id }),
  /** Nobody listens any more. */
  z.object({ kind: z.literal('media-stop'), id }),
  z.object({
    kind: z.literal('find-sound'),
    id,
    soundId: z.int().positive(),
    /** A file of this part alone is wanted. */
    region: z
      .object({ startSeconds: z.number(), endSeconds: z.number(), handlesSeconds: z.number().optional() })
      .nullable(),
  }),
  z.object({ kind: z.literal('find-sent'), id, sendId: z.uuid(), place: z.int().min(0) }),
  z.object({ kind: z.literal('close') }),
]);
export type ToEngine = z.output<typeof toEngine>;

const failure = z.object({ code: z.string(), message: z.string(), nextStep: z.string().nullable() });

/** From the engine process. */
export const fromEngine = z.discriminatedUnion('kind', [
  /** The catalogue can't be opened; starting again would not help. */
  z.object({ kind: z.literal('refused'), failure }),
  z.object({
    kind: z.literal('media-head'),
    id,
    status: z.int().min(200).max(599),
    headers: z.record(z.string(), z.string()),
    /** `false`: no piece follows. */
    hasBody: z.boolean(),
  }),
  z.object({ kind: z.literal('media-piece'), id, bytes: z.instanceof(Uint8Array<ArrayBuffer>) }),
  z.object({ kind: z.literal('media-end'), id, complete: z.boolean() }),
  z.object({ kind: z.literal('sound-file'), id, path: z.string().nullable() }),
]);
export type FromEngine = z.output<typeof fromEngine>;

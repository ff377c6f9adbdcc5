import { type } from '@orpc/contract';
import { z } from 'zod';
import { pathInput, soundIdInput } from './inputs.ts';
import { command, repeatable } from './procedure.ts';
import { renderDepths, renderRates } from './render-forms.ts';

export { renderDepths, renderRates };

/** Longer than any recording that a catalogue holds; the limits of a render are in bytes. */
const MOST_SECONDS = 1_000_000;
const secondsInput = z.number().min(0).max(MOST_SECONDS);

/** What a rendered file should be; what is left out or `null` stays as it is in the sound. */
export const renderInput = z.object({
  /** The part that is meant; left out: all of it. */
  region: z.object({ startSeconds: secondsInput, endSeconds: secondsInput }).optional(),
  /** So much more on either side of the region, as far as the sound goes. */
  handlesSeconds: z.number().min(0).max(600).default(0),
  sampleRateHz: z
    .union(renderRates.map((rate) => z.literal(rate)))
    .nullable()
    .default(null),
  bitDepth: z
    .union(renderDepths.map((depth) => z.literal(depth)))
    .nullable()
    .default(null),
  /** From 1, in the order in which they are written; left out: all. */
  channels: z.array(z.int().min(1).max(64)).min(1).max(64).optional(),
  fadeMilliseconds: z.number().min(0).max(10_000).default(0),
});
export type RenderOptions = z.output<typeof renderInput>;
export type RenderInput = z.input<typeof renderInput>;

/** A file that holds what was asked for. */
export type RenderedFile = {
  /** As the file system spells it, in base64: names need not be text. */
  readonly pathBase64: string;
  readonly path: string;
  readonly name: string;
  /** `false`: it is the sound's own file, as nothing had to be changed. */
  readonly rendered: boolean;
};

export const playback = {
  /** Writes a part of a sound as a Broadcast WAV into a folder; never over a file that is there. */
  render: command
    .input(renderInput.extend({ id: soundIdInput, folder: pathInput, name: z.string().min(1).max(200).optional() }))
    .output(type<RenderedFile>()),
  /**
   * A file to drag into another program, download or put on the clipboard: the sound's own where nothing is to be changed,
   * else one in the engine's own folder, which is emptied of old ones when it grows large.
   */
  prepare: repeatable.input(renderInput.extend({ id: soundIdInput })).output(type<RenderedFile>()),
};

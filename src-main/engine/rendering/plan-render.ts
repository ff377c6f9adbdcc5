import type { AudioFormat } from '../../../src-shared/contract/audio.ts';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { RenderOptions } from '../../../src-shared/contract/playback.ts';
import type { SoundRow } from '../../catalogue/index.ts';
import type { RenderCommand } from '../../playback/index.ts';

/** What is to be done for a file that holds what was asked for. */
export type RenderPlan = {
  /** `null`: the sound's own file is it already. */
  readonly command: Omit<RenderCommand, 'kind' | 'output' | 'mostBytes'> | null;
  /** About; for making room. */
  readonly sizeBytes: number;
  readonly startSeconds: number;
  readonly endSeconds: number;
};

const CODINGS = { 16: 's16', 24: 's24', 32: 'f32' } as const;

function isPlainWave({ container, codec }: AudioFormat): boolean {
  return /^(wav|rf64|bw64)$/.test(container) && codec.startsWith('pcm_');
}

/** Whether a rate and depth asked for are those that the file has already. */
function isAsAsked(format: AudioFormat, { sampleRateHz, bitDepth }: RenderOptions): boolean {
  if (sampleRateHz === null && bitDepth === null) return true;
  const rateFits = sampleRateHz === null || sampleRateHz === format.sampleRateHz;
  const depthFits = bitDepth === null || (bitDepth === format.bitDepth && (bitDepth === 32) === isFloat(format));
  return isPlainWave(format) && rateFits && depthFits;
}

function isFloat({ codec }: AudioFormat): boolean {
  return codec.startsWith('pcm_f');
}

/** @throws SonothequeError `not-playable`, `empty-region`, `no-such-channel` */
export function planRender(row: SoundRow, name: string, options: RenderOptions): RenderPlan {
  const { format } = row;
  if (format === null) {
    throw new SonothequeError({
      code: 'not-playable',
      message: `“${name}” was not recognised as a sound, so nothing can be taken from it.`,
      nextStep: 'Open it in another program.',
    });
  }
  const { region, handlesSeconds, channels } = options;
  const startSeconds = region ? Math.max(0, region.startSeconds - handlesSeconds) : 0;
  const endSeconds = region
    ? Math.min(format.durationSeconds, region.endSeconds + handlesSeconds)
    : format.durationSeconds;
  if (endSeconds <= startSeconds || (region && region.endSeconds <= region.startSeconds)) {
    throw new SonothequeError({
      code: 'empty-region',
      message: `There is no sound in this part of “${name}”.`,
      nextStep: 'Choose a part that lies within the sound.',
    });
  }
  if (channels?.some((channel) => channel > format.channels)) {
    throw new SonothequeError({
      code: 'no-such-channel',
      message: `“${name}” has only ${format.channels} channels.`,
      nextStep: 'Choose others.',
    });
  }
  const isWhole = startSeconds === 0 && endSeconds === format.durationSeconds;
  const rateHz = options.sampleRateHz ?? format.sampleRateHz;
  const bytes = (options.bitDepth ?? format.bitDepth ?? 24) / 8;
  const sizeBytes = (endSeconds - startSeconds) * rateHz * bytes * (channels?.length ?? format.channels);
  if (isWhole && !channels && options.fadeMilliseconds === 0 && isAsAsked(format, options)) {
    return { command: null, sizeBytes, startSeconds, endSeconds };
  }
  return {
    command: {
      path: row.path.bytes,
      startSeconds,
      endSeconds,
      isWhole,
      sampleRateHz: options.sampleRateHz,
      coding: options.bitDepth && CODINGS[options.bitDepth],
      channels: channels?.map((channel) => channel - 1) ?? 'all',
      fadeMilliseconds: options.fadeMilliseconds,
      description: row.fields.description ?? row.fields.fxName ?? name,
      originator: row.fields.originator ?? row.fields.artist ?? '',
    },
    sizeBytes,
    startSeconds,
    endSeconds,
  };
}

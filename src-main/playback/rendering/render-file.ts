import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { PlaneResampler, SampleSource } from '../../audio/index.ts';
import { readRawWaveChunks } from '../../audio/metadata/index.ts';
import type { RenderCommand, Rendered } from '../decoding/protocol.ts';
import { channelsAfter, pickChannels } from '../wave/pick-channels.ts';
import { CODING_BYTES, codingOf, isFloatCoding, writeSamples } from '../wave/sample-coding.ts';
import { dataBytesOf, type WaveChunk } from '../wave/wave-header.ts';
import { broadcastExtension, partOfIxml } from './broadcast-extension.ts';
import { Dither } from './dither.ts';
import { fade } from './fades.ts';
import { LARGEST_WAVE_BYTES, WaveFileWriter } from './wave-file-writer.ts';

const STEP_FRAMES = 32_768;
/** Of a lossy sound, which has no depth of its own. */
const DEFAULT_CODING = 's24';

export type RenderRequest = Omit<RenderCommand, 'kind' | 'path'> & { readonly path: Buffer };

/**
 * Writes a part of a sound as a Broadcast WAV: sample by sample as it is where nothing is changed; resampled by FFmpeg,
 * dithered where bits are lost.
 * @param moving awaited now and then, with how far it is, 0–1
 * @throws SonothequeError `empty-region`, `render-too-large`; as decoding does; what writing throws
 */
export async function renderFile(request: RenderRequest, moving: (done: number) => Promise<void>): Promise<Rendered> {
  const source = new SampleSource(request.path);
  try {
    return await renderFrom(source, request, moving);
  } finally {
    source.close();
  }
}

async function renderFrom(
  source: SampleSource,
  request: RenderRequest,
  moving: (done: number) => Promise<void>,
): Promise<Rendered> {
  const { format } = source;
  const sampleRateHz = request.sampleRateHz ?? format.sampleRateHz;
  const own = codingOf(format.codec, format.bitDepth);
  const coding = request.coding ?? own ?? DEFAULT_CODING;
  const channels = channelsAfter(request.channels, format.channels);
  const startFrame = Math.round(request.startSeconds * format.sampleRateHz);
  const endFrame = Math.round(request.endSeconds * format.sampleRateHz);
  const partFrames = endFrame - startFrame;
  if (partFrames <= 0) throw emptyRegion();
  const frames = Math.ceil((partFrames * sampleRateHz) / format.sampleRateHz);
  const mostBytes = Math.min(request.mostBytes, LARGEST_WAVE_BYTES);
  if (dataBytesOf({ frames, channels, coding }) > mostBytes) throw tooLarge(mostBytes);
  const speakerMask = request.channels === 'all' && channels > 2 ? format.speakerMask : 0n;
  const shape = { sampleRateHz, channels, coding, frames, speakerMask };
  const part = { startFrame, sourceRateHz: format.sampleRateHz, sampleRateHz };

  const resampler =
    sampleRateHz === format.sampleRateHz ? null : new PlaneResampler(channels, format.sampleRateHz, sampleRateHz);
  const loses = own === null || isFloatCoding(own) || CODING_BYTES[coding] < CODING_BYTES[own];
  const computed = loses || resampler !== null || request.fadeMilliseconds > 0 || request.channels === 'fold';
  const dither = computed && !isFloatCoding(coding) ? new Dither(CODING_BYTES[coding] * 8) : null;
  const fadeFrames = Math.round((request.fadeMilliseconds / 1_000) * format.sampleRateHz);

  const writer = new WaveFileWriter(request.output, shape, keptChunks(request, part, coding));
  let written = 0;
  const put = (planes: readonly Float64Array[]) => {
    const room = shape.frames - written;
    const taken = (planes[0]?.length ?? 0) > room ? planes.map((plane) => plane.subarray(0, room)) : planes;
    const frames = taken[0]?.length ?? 0;
    if (frames === 0) return;
    dither?.add(taken);
    writer.write(writeSamples(taken, coding));
    written += frames;
  };
  try {
    for (let from = startFrame; from < endFrame; ) {
      const read = source.read(from, Math.min(STEP_FRAMES, endFrame - from));
      const frames = read[0]?.length ?? 0;
      if (frames === 0) break;
      const planes = pickChannels(read, request.channels, format.speakerMask);
      if (fadeFrames > 0) fade(planes, from - startFrame, partFrames, fadeFrames);
      put(resampler ? resampler.convert(planes) : planes);
      from += frames;
      await moving((from - startFrame) / partFrames);
    }
    if (resampler) put(resampler.finish());
    if (written === 0) throw emptyRegion();
    writer.finish(written);
  } finally {
    writer.close();
    resampler?.close();
  }
  return { sampleRateHz, channels, coding, frames: written };
}

function keptChunks(
  request: RenderRequest,
  part: { readonly startFrame: number; readonly sourceRateHz: number; readonly sampleRateHz: number },
  coding: keyof typeof CODING_BYTES,
): readonly WaveChunk[] {
  const raw = readRawWaveChunks(request.path, ['bext', 'iXML']);
  const { description, originator, isWhole } = request;
  const bext = broadcastExtension(raw.get('bext'), { ...part, isWhole, description, originator });
  const ixml =
    request.channels === 'all' ? partOfIxml(raw.get('iXML'), { ...part, bits: CODING_BYTES[coding] * 8 }) : null;
  return [{ id: 'bext', bytes: bext }, ...(ixml ? [{ id: 'iXML', bytes: ixml }] : [])];
}

function emptyRegion(): SonothequeError {
  return new SonothequeError({
    code: 'empty-region',
    message: 'There is no sound in this part.',
    nextStep: 'Choose a part that lies within the sound.',
  });
}

function tooLarge(mostBytes: number): SonothequeError {
  return new SonothequeError({
    code: 'render-too-large',
    message: `This part would take more than ${Math.round(mostBytes / 2 ** 20)} MB.`,
    nextStep: 'Choose a shorter part.',
  });
}

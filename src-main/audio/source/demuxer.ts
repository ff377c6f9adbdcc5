/** FFmpeg's side of reading a file: container, audio stream, format facts. */
import { AVMEDIA_TYPE_AUDIO } from 'node-av/constants';
import { avChannelLayoutDefault, avGetCodecName, type FormatContext, type Stream } from 'node-av/lib';
import type { AudioFormat } from '../../../src-shared/contract/audio.ts';
import { impossibleFormat, noAudioStream, unsupportedCodec } from '../audio-failures.ts';
import { MAX_CHANNELS } from '../front-end/memory-layout.ts';
import { containerName } from './container-names.ts';
import { openContainer } from './open-container.ts';
import type { SoundFile } from './sound-file.ts';

/** Below and above these no recorder works: such a header lies, or the file holds no sound. */
const LOWEST_RATE_HZ = 1000;
const HIGHEST_RATE_HZ = 1_536_000;

/** The audio stream of an open container. */
export type SoundStream = {
  readonly container: FormatContext;
  readonly stream: Stream;
  readonly streamIndex: number;
  readonly containerName: string;
  readonly codec: string;
  readonly sampleRateHz: number;
  readonly channels: number;
  /** FFmpeg's mask of speakers, one bit a channel. */
  readonly speakerMask: bigint;
  readonly bitDepth: number | null;
  readonly blockAlign: number;
  /** What the header says; null where it doesn't. */
  readonly declaredSeconds: number | null;
  close(): void;
};

/** Codecs that code coefficients, not samples: they have no bit depth. */
const WITHOUT_DEPTH = /^(mp[123]|vorbis|opus|aac|wma(v1|v2|pro|voice)|ac3|eac3|dts|amr|musepack|mpc|speex|cook|ra_)/;

/** 24 valid bits in containers of 32 look to FFmpeg like Audition's old 24-bit floats; only the extensible header tells. */
function trueCodec(codec: string, head: Buffer): string {
  if (codec !== 'pcm_f24le') return codec;
  const at = head.indexOf('fmt ');
  return at >= 0 && head.length >= at + 34 && head.readUInt16LE(at + 8) === 0xfffe && head.readUInt16LE(at + 32) === 1
    ? 'pcm_s32le'
    : codec;
}

function speakerMaskOf(layout: { readonly order: number; readonly mask: bigint }, channels: number): bigint {
  const native = layout.order === 1 ? layout.mask : avChannelLayoutDefault(channels).mask;
  return native ?? 0n;
}

/**
 * Opens the container and picks its audio stream.
 *
 * @throws SonothequeError `not-audio`, `damaged`, `no-audio-stream`, `impossible-format`, `unsupported-codec`
 */
export function openSoundStream(file: SoundFile): SoundStream {
  const { container, declaredSeconds } = openContainer(file);
  try {
    const streamIndex = container.findBestStream(AVMEDIA_TYPE_AUDIO);
    const stream = streamIndex < 0 ? undefined : container.streams[streamIndex];
    if (stream === undefined) {
      const silent = container.streams.find(({ codecpar }) => codecpar.codecType === AVMEDIA_TYPE_AUDIO);
      throw silent ? impossibleFormat(`${silent.codecpar.channels} channels`) : noAudioStream();
    }
    const parameters = stream.codecpar;
    const { sampleRate, channels } = parameters;
    if (sampleRate < LOWEST_RATE_HZ || sampleRate > HIGHEST_RATE_HZ)
      throw impossibleFormat(`${sampleRate} samples a second`);
    if (channels < 1 || channels > MAX_CHANNELS) throw impossibleFormat(`${channels} channels`);
    const named = avGetCodecName(parameters.codecId) ?? 'none';
    const codec = trueCodec(named, file.head);
    if (codec === 'none') {
      const plain = containerName(container.iformat?.name ?? '', file.head) === 'wav' && parameters.codecTag === 1;
      throw plain
        ? impossibleFormat(`${parameters.bitsPerCodedSample} bits a sample`)
        : unsupportedCodec(`format ${parameters.codecTag}`);
    }
    const depth = parameters.bitsPerRawSample || parameters.bitsPerCodedSample;
    return {
      container,
      stream,
      streamIndex,
      containerName: containerName(container.iformat?.name ?? 'unknown', file.head),
      codec,
      sampleRateHz: sampleRate,
      channels,
      speakerMask: speakerMaskOf(parameters.channelLayout, channels),
      bitDepth: depth > 0 && !WITHOUT_DEPTH.test(codec) ? depth : null,
      blockAlign: Number(parameters.toJSON().blockAlign ?? 0),
      // Where FFmpeg has the codec wrong, its length is wrong, too.
      declaredSeconds: codec === named ? (declaredSeconds[streamIndex] ?? null) : null,
      close: () => container.closeInputSync(),
    };
  } catch (error) {
    container.closeInputSync();
    throw error;
  }
}

/** The facts of a stream whose length is known. */
export function formatOf(stream: SoundStream, durationSeconds: number): AudioFormat {
  return {
    container: stream.containerName,
    codec: stream.codec,
    sampleRateHz: stream.sampleRateHz,
    bitDepth: stream.bitDepth,
    channels: stream.channels,
    durationSeconds,
  };
}

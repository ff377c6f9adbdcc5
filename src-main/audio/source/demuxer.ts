/** FFmpeg's side of reading a file: container, audio stream, format facts. */
import { AV_LOG_QUIET, AVMEDIA_TYPE_AUDIO } from 'node-av/constants';
import { avChannelLayoutDefault, avGetCodecName, Dictionary, FormatContext, Log, type Stream } from 'node-av/lib';
import type { AudioFormat } from '../../../src-shared/contract/audio.ts';
import { impossibleFormat, noAudioStream, notAudio, unsupportedCodec } from '../audio-failures.ts';
import { MAX_CHANNELS } from '../front-end/memory-layout.ts';
import { containerName, DEMUXERS } from './container-names.ts';
import type { SoundFile } from './sound-file.ts';

// FFmpeg writes to standard error unless told otherwise; what matters comes back as results.
Log.setLevel(AV_LOG_QUIET);

/** Bytes of a PCM packet: fewer, larger packets spare most of the cost of a call. */
const PCM_PACKET_BYTES = 262_144;
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

function fileAddress(file: SoundFile): { readonly url: string; readonly options: Record<string, string> } {
  try {
    // The protocol in front keeps names such as "http:hit.wav" from being taken for addresses.
    return { url: `file:${new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file.path)}`, options: {} };
  } catch {
    // Names that aren't UTF-8 can't be passed as text: the open descriptor stands for them.
    return { url: 'fd:', options: { fd: String(file.descriptor) } };
  }
}

/** Vorbis in a WAV file, as Steinberg's and LMMS's tools write it: a whole Ogg file stands in the data chunk. */
const VORBIS_IN_WAVE = new Set([0x674f, 0x6750, 0x6751, 0x676f, 0x6770, 0x6771]);

function addressOf(file: SoundFile): { readonly url: string; readonly options: Record<string, string> } {
  const plain = fileAddress(file);
  const { head } = file;
  if (head.length < 64 || head.toString('latin1', 8, 16) !== 'WAVEfmt ') return plain;
  const start = VORBIS_IN_WAVE.has(head.readUInt16LE(20)) ? head.indexOf('OggS') : -1;
  return start < 0 ? plain : { ...plain, url: `subfile,,start,${start},end,${file.sizeBytes},,:${plain.url}` };
}

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
 * @throws SonothequeError `not-audio`, `no-audio-stream`, `impossible-format`
 */
export function openSoundStream(file: SoundFile): SoundStream {
  const container = new FormatContext();
  const { url, options } = addressOf(file);
  const opened = container.openInputSync(
    url,
    null,
    Dictionary.fromObject({
      ...options,
      max_size: String(PCM_PACKET_BYTES),
      format_whitelist: DEMUXERS.join(','),
      protocol_whitelist: 'file,fd,subfile',
    }),
  );
  if (opened < 0) throw notAudio('its beginning fits no known audio format');
  try {
    container.findStreamInfoSync();
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
    if (codec === 'none') throw unsupportedCodec(`format ${parameters.codecTag}`);
    const depth = parameters.bitsPerRawSample || parameters.bitsPerCodedSample;
    const seconds = Number(stream.duration) * (stream.timeBase.num / stream.timeBase.den);
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
      declaredSeconds: codec === named && stream.duration > 0n && Number.isFinite(seconds) ? seconds : null,
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

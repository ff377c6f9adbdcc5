/** Writes sounds with FFmpeg's encoders and muxers. */
import { AV_CODEC_FLAG_GLOBAL_HEADER, AV_SAMPLE_FMT_FLTP, type AVSampleFormat } from 'node-av/constants';
import {
  avChannelLayoutDefault,
  Codec,
  CodecContext,
  Dictionary,
  FFmpegError,
  FormatContext,
  Frame,
  Packet,
  Rational,
  SoftwareResampleContext,
} from 'node-av/lib';
import { addPictureTrack } from './picture-track.test-support.ts';
import { writeReadyPackets } from './write-packets.test-support.ts';

export type EncodedSound = {
  /** FFmpeg's name of the muxer. */
  readonly muxer: string;
  /** FFmpeg's name of the encoder. */
  readonly encoder: string;
  readonly sampleRateHz: number;
  /** The encoder's first where left out. */
  readonly sampleFormat?: AVSampleFormat;
  readonly depth?: number;
  readonly bitRate?: number;
  readonly tags?: Readonly<Record<string, string>>;
  /** FFmpeg's name of an encoder for a moving picture beside the sound; its stream comes first. */
  readonly picture?: string;
};

const FRAME_SAMPLES = 1024;

/** Encodes planes of samples into a file. */
export function encodeSound(path: string, planes: readonly Float32Array[], sound: EncodedSound): void {
  const codec = Codec.getCodecList().find((one) => one.name === sound.encoder && one.isEncoder());
  if (codec === undefined) throw new Error(`No encoder ${sound.encoder}.`);
  const layout = avChannelLayoutDefault(planes.length);
  const sampleFormat = sound.sampleFormat ?? codec.sampleFormats?.[0] ?? AV_SAMPLE_FMT_FLTP;
  const timeBase = new Rational(1, sound.sampleRateHz);

  const container = new FormatContext();
  FFmpegError.throwIfError(container.allocOutputContext2(null, sound.muxer, path), 'muxer');
  const seconds = (planes[0]?.length ?? 0) / sound.sampleRateHz;
  const writePictures = sound.picture === undefined ? null : addPictureTrack(container, sound.picture, seconds);
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.sampleRate = sound.sampleRateHz;
  encoder.channelLayout = layout;
  encoder.sampleFormat = sampleFormat;
  encoder.timeBase = timeBase;
  encoder.threadCount = 1;
  encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  if (sound.bitRate !== undefined) encoder.bitRate = BigInt(sound.bitRate);
  if (sound.depth !== undefined) encoder.bitsPerRawSample = sound.depth;
  // No options here: the binding frees a dictionary twice that an encoder was opened with.
  FFmpegError.throwIfError(encoder.open2Sync(codec), 'encoder');
  const stream = container.newStream(null);
  FFmpegError.throwIfError(stream.codecpar.fromContext(encoder), 'parameters');
  stream.timeBase = timeBase;
  if (sound.tags !== undefined) container.metadata = Dictionary.fromObject({ ...sound.tags });
  FFmpegError.throwIfError(container.openOutputSync(), 'file');
  FFmpegError.throwIfError(container.writeHeaderSync(), 'header');

  writePictures?.();
  const converter = new SoftwareResampleContext();
  const rate = sound.sampleRateHz;
  FFmpegError.throwIfError(
    converter.allocSetOpts2(layout, sampleFormat, rate, layout, AV_SAMPLE_FMT_FLTP, rate),
    'converter',
  );
  FFmpegError.throwIfError(converter.init(), 'converter');
  const packet = new Packet();
  packet.alloc();
  const drain = () => writeReadyPackets(encoder, packet, stream, container);
  const step = encoder.frameSize > 0 ? encoder.frameSize : FRAME_SAMPLES;
  const frames = planes[0]?.length ?? 0;
  for (let from = 0; from < frames; from += step) {
    const pieces = planes.map((plane) => plane.subarray(from, from + step));
    const count = pieces[0]?.length ?? 0;
    const frame = new Frame();
    frame.alloc();
    frame.nbSamples = count;
    frame.format = sampleFormat;
    frame.sampleRate = rate;
    frame.channelLayout = layout;
    FFmpegError.throwIfError(frame.getBuffer(), 'frame');
    frame.pts = BigInt(from);
    const bytes = pieces.map((piece) => Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
    FFmpegError.throwIfError(converter.convertSync(frame.extendedData ?? frame.data, count, bytes, count), 'convert');
    FFmpegError.throwIfError(encoder.sendFrameSync(frame), 'encode');
    frame.free();
    drain();
  }
  encoder.sendFrameSync(null);
  drain();
  FFmpegError.throwIfError(container.writeTrailerSync(), 'trailer');
  container.closeOutputSync();
  packet.free();
  encoder.freeContext();
  converter.free();
}
